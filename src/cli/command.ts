import type { Argv } from 'yargs';
import type { ExitCode } from '../suite/tally.js';

/** One command of the command line; one file each, all of this shape. */
export interface Command {
  /** As yargs wants it: the word, then its arguments. */
  readonly usage: string;
  readonly describe: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Whether `-` is a file here, the standard input. */
  readonly readsStandardInput?: true;
  /** Declares the options. */
  options(yargs: Argv): Argv;
  /** @throws InputError when what the person gave is wrong */
  run(given: Readonly<Record<string, unknown>>): Promise<ExitCode>;
}
