import {
  type SettingName,
  sdkSettings,
  sourceSettings,
  subjectSettings,
  withConfiguration,
} from '../cli/configuration.js';
import { defaultTarget } from '../cli/default-target.js';
import type { Given } from '../cli/given.js';

/**
 * What is judged and by what. Whatever is left out is as in the configuration of the project, `lapse.config.yaml`, and
 * otherwise as on the command line.
 */
export interface ConformanceOptions {
  /** How the SDK is driven: the name of a target, as `lapse list --what targets` shows it. */
  readonly target?: string;
  readonly policy?: string;
  readonly edition?: string;
  /** Ids, globs over ids, files or folders; default: all scenarios. */
  readonly scenarios?: readonly string[];
  /** Only the scenarios of a suite, such as `smoke`. */
  readonly suite?: string;
  /** Folders of scenarios of your own, from the working directory. */
  readonly scenarioFolders?: readonly string[];
  /** Files of known deviations of your own, from the working directory. */
  readonly deviationFiles?: readonly string[];
  /** Whether the scenarios and deviations of Lapse count beside them; default: they do. */
  readonly builtIn?: boolean;
  /** Warnings and differences from observed policy values fail as well. */
  readonly strict?: boolean;
  /** Seed of all randomness inside the page. */
  readonly seed?: number;
  /** Real time for one scenario, such as `30s`, before its SDK counts as hanging; default: that of the target. */
  readonly timeLimit?: string;
  /** Date that review dates of deviations are compared with, such as `2026-11-23`; default: today. */
  readonly asOf?: string;
  /** The file of the configuration; default: the nearest `lapse.config.yaml`. `false`: none counts. */
  readonly config?: string | false;
}

/**
 * The same as options of the command line.
 * @throws InputError with all that is wrong with the configuration
 */
export function givenOf(options: ConformanceOptions): Given {
  const said: Given = {
    target: options.target,
    policy: options.policy,
    edition: options.edition,
    scenarios: options.scenarios ?? [],
    suite: options.suite,
    'scenario-folders': options.scenarioFolders,
    deviations: options.deviationFiles,
    'built-in': options.builtIn,
    strict: options.strict,
    seed: options.seed === undefined ? undefined : String(options.seed),
    'time-limit': options.timeLimit,
    'as-of': options.asOf,
    config: options.config,
  };
  const names: SettingName[] = [
    ...subjectSettings,
    ...sdkSettings,
    ...sourceSettings,
    'strict',
    'runSeed',
    'timeLimit',
    'browserPath',
  ];
  if (options.scenarios === undefined) names.push('suite');
  const settled = withConfiguration(said, () => false, names);
  const defaults = { target: defaultTarget, seed: '1' };
  return { ...defaults, ...Object.fromEntries(Object.entries(settled).filter(([, value]) => value !== undefined)) };
}
