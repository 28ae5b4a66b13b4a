import { setFlagsFromString } from 'node:v8';

/** The engine complains of flags that it does not know; those that are set here it knows from Node 20 to Node 24. */
const lastMajorVersion = 13;

/**
 * Tells the JavaScript engine of the whole process how to work. Nothing behaves differently but in speed and memory; with an
 * engine of which nobody knows whether it still has the flags, nothing is told.
 */
export function setEngineFlags(flags: readonly string[], version = process.versions.v8): void {
  if (Number.parseInt(version, 10) > lastMajorVersion) return;
  for (const flag of flags) setFlagsFromString(flag);
}
