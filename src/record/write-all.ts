import { writeSync } from 'node:fs';

/** Writes all bytes at the end of an open file; a single call may write fewer. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(handle, bytes, done);
}

/** Whether the disk is full, by what Node or DuckDB says. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return true;
  return /no space left on device|disk quota exceeded/i.test(error.message);
}
