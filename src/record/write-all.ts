import { writeSync } from 'node:fs';

/**
 * How many bytes are written at once. For megabytes the system looks for memory in large pieces, which may take several times as
 * long; and so few are still in the cache of the processor when they are looked at again.
 */
export const bytesAtOnce = 262_144;

/** Writes all bytes at the end of an open file; a single call may write fewer. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(handle, bytes, done, Math.min(bytesAtOnce, bytes.length - done));
}

/** Whether the disk is full, by what Node or DuckDB says. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return true;
  return /no space left on device|disk quota exceeded/i.test(error.message);
}
