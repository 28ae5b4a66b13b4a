import type { RunResult } from '../record/run-result.js';

/**
 * Turns a run into files for other programs. Pure: the same run gives the same bytes, with no wall time, host or path
 * of the machine in them. Lines end with `\n`.
 */
export interface Reporter {
  /** The name by which `--reporter` selects it. */
  readonly id: string;
  /** What it writes, in one sentence. */
  readonly title: string;
  /** File name to the whole content of the file. */
  files(result: RunResult): ReadonlyMap<string, string>;
}
