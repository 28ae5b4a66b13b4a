import { setEngineFlags } from '../../time/host-engine.js';

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

/**
 * Tells the engine of the whole process how to compile what is played in jsdom. Nothing behaves differently but in speed;
 * that of long calculations suffers, so it is for a program that does nothing but play, before its threads start.
 */
export function compileForPages(): void {
  setEngineFlags(flags);
}
