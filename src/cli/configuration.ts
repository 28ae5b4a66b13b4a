import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { loadSuite } from '../scenario/suites.js';
import { InputError, type InputProblem, showValue, throwProblems } from '../spec/input-error.js';
import { loadPolicy } from '../spec/policies.js';
import { isPackageName } from '../target/index.js';
import { reporterFault } from './chosen-reporters.js';
import { type ConfigurationFile, findConfiguration, readConfiguration } from './configuration-file.js';
import { type Given, optionalTextOf } from './given.js';
import { checkAnyTarget } from './mutant-targets.js';
import { checkEdition } from './options.js';
import { playingOf } from './playing.js';

/** The option that a setting stands for, and where what is said on the command line makes it meaningless. */
interface Setting {
  readonly option: string;
  /** Options that belong together with it: with another one of these it would be said of something else. */
  readonly goesWith?: readonly string[];
  /** As yargs would have given it. */
  read(file: ConfigurationFile): unknown;
}

const settings = {
  target: { option: 'target', read: ({ configuration }) => configuration.target },
  policy: { option: 'policy', goesWith: ['target'], read: ({ configuration }) => configuration.policy },
  edition: { option: 'edition', goesWith: ['target', 'policy'], read: ({ configuration }) => configuration.edition },
  sdk: { option: 'sdk', goesWith: ['target'], read: sdkFrom },
  build: { option: 'build', goesWith: ['target', 'sdk'], read: ({ configuration }) => configuration.build },
  offline: { option: 'offline', read: ({ configuration }) => configuration.offline },
  builtIn: { option: 'built-in', read: ({ configuration }) => configuration.builtIn },
  scenarioFolders: { option: 'scenario-folders', read: (file) => pathsFrom(file, 'scenarioFolders') },
  deviationFiles: { option: 'deviations', read: (file) => pathsFrom(file, 'deviationFiles') },
  suite: { option: 'suite', read: ({ configuration }) => configuration.suite },
  reporters: { option: 'reporter', read: ({ configuration: { reporters: ids } }) => ids && (ids.join(',') || 'none') },
  out: { option: 'out', read: (file) => pathFrom(file, file.configuration.out) },
  save: { option: 'save', read: (file) => pathFrom(file, file.configuration.save) },
  corpus: { option: 'corpus', read: (file) => pathFrom(file, file.configuration.corpus) },
  strict: { option: 'strict', read: ({ configuration }) => configuration.strict },
  runSeed: { option: 'seed', read: ({ configuration: { seeds } }) => textFrom(seeds?.run) },
  fuzzSeed: { option: 'seed', read: ({ configuration: { seeds } }) => textFrom(seeds?.fuzz) },
  jobs: { option: 'jobs', read: ({ configuration }) => textFrom(configuration.jobs) },
  timeLimit: { option: 'time-limit', read: ({ configuration }) => configuration.timeLimit },
  browserPath: { option: 'browser-path', read: (file) => pathFrom(file, file.configuration.browserPath) },
} as const satisfies Readonly<Record<string, Setting>>;

/** What a command may take from the configuration. */
export type SettingName = keyof typeof settings;

/** What chooses what is judged and by what. */
export const subjectSettings = ['target', 'policy', 'edition'] as const satisfies readonly SettingName[];
/** What chooses the script that is run. */
export const sdkSettings = ['sdk', 'build', 'offline'] as const satisfies readonly SettingName[];
/** What a project has beside what Lapse has. */
export const sourceSettings = [
  'builtIn',
  'scenarioFolders',
  'deviationFiles',
] as const satisfies readonly SettingName[];

/**
 * The options of a command: what the command line says, then what the configuration of the project says, then defaults.
 * This is the only place where the two meet; no command looks at the configuration.
 * @param given as yargs gives it, with its defaults
 * @param isDefault whether an option has its value because nobody said another
 * @param names the settings that mean something to the command
 * @throws InputError with all that is wrong with the configuration, or when `--config` names no file
 */
export function withConfiguration(
  given: Given,
  isDefault: (option: string) => boolean,
  names: readonly SettingName[],
): Given {
  const file = configurationFor(given);
  if (file === undefined) return given;
  checkConfiguration(file);
  const isSaid = (option: string): boolean => given[option] !== undefined && !isDefault(option);
  const isAnother = (option: string): boolean =>
    isSaid(option) && given[option] !== Reflect.get(file.configuration, option);
  const taken = names.flatMap((name) => {
    const setting: Setting = settings[name];
    if (isSaid(setting.option) || setting.goesWith?.some(isAnother) === true) return [];
    const value = setting.read(file);
    return value === undefined ? [] : [[setting.option, value] as const];
  });
  return { ...given, ...Object.fromEntries(taken) };
}

/** The configuration that counts for a command; nothing without one, or with `--no-config`. */
export function configurationFor(given: Given): ConfigurationFile | undefined {
  if (given.config === false) return undefined;
  const named = optionalTextOf(given, 'config');
  const file = named ?? findConfiguration(process.cwd());
  return file === undefined ? undefined : readConfiguration(file);
}

/**
 * Checks what the schema cannot: that what is named is there. The script of `sdk` may not be built yet, so that it is
 * looked for only by a command that runs it.
 * @throws InputError with all problems, each at its line
 */
function checkConfiguration(file: ConfigurationFile): void {
  const { configuration, locate } = file;
  const problems: InputProblem[] = [];
  const at = (place: readonly (string | number)[], check: () => unknown): void => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.map((problem) => ({ place: locate(place), ...problem })));
    }
  };
  const { target, policy, edition, suite, timeLimit, browserPath } = configuration;
  if (target !== undefined) at(['target'], () => checkAnyTarget(target));
  if (policy !== undefined) at(['policy'], () => loadPolicy(policy));
  if (edition !== undefined) at(['edition'], () => checkEdition(edition));
  if (suite !== undefined) at(['suite'], () => loadSuite(suite));
  if (timeLimit !== undefined) at(['timeLimit'], () => checkTimeLimit(timeLimit));
  if (browserPath !== undefined) at(['browserPath'], () => checkPath(file, browserPath, 'file'));
  configuration.reporters?.forEach((id, index) => {
    const fault = reporterFault(id);
    if (fault !== undefined) problems.push({ place: locate(['reporters', index]), ...fault });
  });
  configuration.scenarioFolders?.forEach((folder, index) => {
    at(['scenarioFolders', index], () => checkPath(file, folder, 'folder'));
  });
  configuration.deviationFiles?.forEach((each, index) => {
    at(['deviationFiles', index], () => checkPath(file, each, 'file'));
  });
  throwProblems(problems);
}

function checkTimeLimit(timeLimit: string): void {
  try {
    playingOf({ 'time-limit': timeLimit }).timeLimitMs();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // In the file it has another name than on the command line.
    throw new InputError(
      error.problems.map(({ message, ...problem }) => ({
        ...problem,
        message: message.replace('--time-limit', 'timeLimit'),
      })),
    );
  }
}

function checkPath({ folder }: ConfigurationFile, given: string, kind: 'file' | 'folder'): void {
  const stats = statSync(path.resolve(folder, given), { throwIfNoEntry: false });
  if (kind === 'file' ? stats?.isFile() === true : stats?.isDirectory() === true) return;
  const found = stats === undefined ? 'which does not exist' : `which is no ${kind}`;
  const message = `the ${kind} ${JSON.stringify(given)} is named, ${found}`;
  throw new InputError([{ message, allowed: `a ${kind}, as seen from the folder of the configuration` }]);
}

/** @throws InputError when it is a path that leads nowhere */
function sdkFrom(file: ConfigurationFile): string | undefined {
  const { sdk } = file.configuration;
  if (sdk === undefined || isPackageName(sdk)) return sdk;
  if (!existsSync(path.resolve(file.folder, sdk))) {
    const message = `sdk is ${showValue(sdk)}, which is neither a file nor a folder; perhaps it is not built yet`;
    const allowed =
      'a script or the folder of a package, as seen from the folder of the configuration, or package@version';
    throw new InputError([{ place: file.locate(['sdk']), message, allowed }]);
  }
  return pathFrom(file, sdk);
}

/** As a person would write it who works in the present folder. */
function pathFrom<T extends string | undefined>({ folder }: ConfigurationFile, given: T): T | string {
  // One that begins at the root is the same from everywhere.
  if (given === undefined || path.isAbsolute(given)) return given;
  return path.relative(process.cwd(), path.resolve(folder, given)) || '.';
}

function pathsFrom(file: ConfigurationFile, key: 'scenarioFolders' | 'deviationFiles'): readonly string[] | undefined {
  return file.configuration[key]?.map((each) => pathFrom(file, each));
}

function textFrom(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
