import type { Argv } from 'yargs';
import type { ExitCode } from '../suite/tally.js';
import type { SettingName } from './configuration.js';
import type { Given } from './given.js';

/** One command of the command line; one file each, all of this shape. */
export interface Command {
  /** As yargs wants it: the word, then its arguments. */
  readonly usage: string;
  readonly describe: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Whether `-` is a file here, the standard input. */
  readonly readsStandardInput?: true;
  /**
   * What the command takes from the configuration of a project where the command line says nothing; absent: nothing.
   * @param given as the command line has it
   */
  settings?(given: Given): readonly SettingName[];
  /** Declares the options. */
  options(yargs: Argv): Argv;
  /** @throws InputError when what the person gave is wrong */
  run(given: Given): Promise<ExitCode>;
}
