import { statSync } from 'node:fs';
import path from 'node:path';
import { InputError, throwProblems } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';
import { type Given, listOf, optionalTextOf, repeatedOf } from './given.js';

/** Where what is played comes from, and what is known of it: what Lapse has, and what a project has of its own. */
export interface Sources {
  /** Folders of scenarios, those of Lapse first. */
  readonly scenarioFolders: readonly string[];
  /** Files of deviations beside those of Lapse. */
  readonly deviationFiles: readonly string[];
  /** Whether the scenarios and deviations of Lapse count. */
  readonly builtIn: boolean;
}

/** For yargs; for every command that reads scenarios. */
export const sourceOptions = {
  'scenario-folders': {
    type: 'string',
    requiresArg: true,
    describe: 'Folders of scenarios of your own, with commas between, beside those of Lapse',
  },
  deviations: {
    type: 'string',
    requiresArg: true,
    describe: 'A file of known deviations of your own, beside those of Lapse; may be given several times',
  },
  'built-in': {
    type: 'boolean',
    default: true,
    describe: 'The scenarios and deviations of Lapse; --no-built-in leaves only your own',
  },
} as const;

/** The folder of the scenarios of Lapse. */
export const builtInScenarios: string = path.join(packageRoot, 'scenarios');

/** @throws InputError when there would be no scenarios at all, or when a folder of scenarios is not there */
export function sourcesOf(given: Given): Sources {
  const builtIn = given['built-in'] !== false;
  const own = pathsOf(given, 'scenario-folders');
  if (!builtIn && own.length === 0) {
    const message = '--no-built-in leaves no scenarios, for there are no others';
    throw new InputError([{ message, allowed: '--scenario-folders, or scenarioFolders in the configuration' }]);
  }
  throwProblems(
    own
      .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      .map((folder) => ({ message: `--scenario-folders names ${JSON.stringify(folder)}, which is no folder` })),
  );
  return {
    scenarioFolders: [...(builtIn ? [builtInScenarios] : []), ...own],
    deviationFiles: repeatedOf(given, 'deviations'),
    builtIn,
  };
}

/** A list from the configuration, whose paths may hold commas; a text from the command line. */
function pathsOf(given: Given, name: string): readonly string[] {
  if (Array.isArray(given[name])) return listOf(given, name);
  return (optionalTextOf(given, name) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
