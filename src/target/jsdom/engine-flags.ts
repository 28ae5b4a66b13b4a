import { setFlagsFromString } from 'node:v8';

/**
 * Pages are many and short-lived: their functions hardly run often enough to be worth an optimising compiler, which by
 * default takes a fifth of the processor time of a suite. So what is called is compiled at once by the quick compiler,
 * stays compiled, and is optimised only when it has run much more often.
 */
const flags = [
  '--always-sparkplug',
  '--no-lazy-feedback-allocation',
  '--no-flush-bytecode',
  '--interrupt-budget=1000000',
];

/** The engine complains of flags that it does not know; these are known from that of Node 20 to that of Node 24. */
const lastMajorVersion = 13;

/**
 * Tells the engine of the whole process how to compile what is played in jsdom. Nothing behaves differently but in speed;
 * that of long calculations suffers, so it is for a program that does nothing but play, before its threads start.
 */
export function compileForPages(version = process.versions.v8): void {
  if (Number.parseInt(version, 10) > lastMajorVersion) return;
  for (const flag of flags) setFlagsFromString(flag);
}
