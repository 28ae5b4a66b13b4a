import path from 'node:path';
import { countOf } from '../../report/count.js';
import { type HeldFolder, holdFolder } from '../../report/held-folder.js';
import type { Reporter } from '../../report/index.js';
import { prepareFolder, writeReports } from '../../report/write.js';
import { selectCases } from '../../scenario/cases.js';
import { matchesId } from '../../spec/id-glob.js';
import { InputError, readAll } from '../../spec/input-error.js';
import { CostRecorder, ownCosts, readCosts } from '../../suite/costs.js';
import type { RunOptions } from '../../suite/run.js';
import { casesOfShard, partOf } from '../../suite/shards.js';
import type { ExitCode } from '../../suite/tally.js';
import { adapterOptions } from '../adapters.js';
import { chosenReporters, reporterOptions } from '../chosen-reporters.js';
import type { Command } from '../command.js';
import { type SettingName, sdkSettings, sourceSettings, subjectSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { flagOf, type Given, listOf, optionalTextOf, textOf } from '../given.js';
import { inspectedSelector, inspectionOf, inspectOptions, isInspecting } from '../inspect.js';
import { openAnyTarget } from '../mutant-targets.js';
import {
  asOfOf,
  asOfOption,
  benchOf,
  loadCases,
  scenariosArgument,
  sdkOf,
  sdkOptions,
  subjectOptions,
  suiteOf,
  suiteOption,
} from '../options.js';
import { playAndTell } from '../play.js';
import { playingOf, playingOptions, shardOf, shardOptions } from '../playing.js';
import { type Saving, savingOf } from '../saving.js';
import { sourceOptions, sourcesOf } from '../sources.js';
import { playAndWatch } from '../watch.js';

/** Judges a target with scenarios, and writes reports. */
export const runCommand: Command = {
  usage: 'run [scenarios..]',
  describe: 'Play scenarios through an SDK, judge them, write reports',
  examples: [
    ['$0 run', 'the whole suite against the RudderStack JavaScript SDK'],
    ['$0 run timeout/beyond "manual/**"', 'one scenario and one section'],
    ['$0 run --suite smoke', 'the few scenarios that catch every seeded fault'],
    ['$0 run --target rudderstack-js-legacy', 'the legacy JavaScript SDK, v1.1'],
    ['$0 run --target reference:rudderstack-web', 'the reference engine itself'],
    ['$0 run --sdk ./dist/bundle.js', 'a build of your own'],
    ['$0 run --sdk . --build legacy', 'one of the builds of a package of your own'],
    ['$0 run --sdk @rudderstack/analytics-js@3.7.0', 'a published version, fetched once'],
    ['$0 run --edition 2022-12', 'judged by what was announced in 2022'],
    ['$0 run --trace timeout/beyond/type=page', 'what the SDK did in one scenario, line by line'],
    ['$0 run timeout/within --inspect=3', 'pause in a debugger right before its third step'],
    ['$0 run "timeout/**" --watch', 'again whenever a scenario, the SDK or the specification changes'],
    ['$0 run --reporter json --out build/lapse', 'only report.json, elsewhere'],
    ['$0 run --shard 2/5 --reporter blob --out blobs', 'a fifth of the suite, for lapse merge'],
    ['$0 run --deviations known.yaml', 'with failures that a file of your own explains'],
    ['$0 run --save build/bundles', 'keep what fails, to be played again by lapse replay'],
  ],
  settings: settingsOf,
  options: (yargs) =>
    yargs.positional('scenarios', scenariosArgument).options({
      ...subjectOptions,
      ...adapterOptions,
      ...sdkOptions,
      ...suiteOption,
      ...sourceOptions,
      ...reporterOptions('csv,json,junit; none with --trace, --inspect or --watch'),
      save: {
        type: 'string',
        defaultDescription: 'with CI set, the folder bundles of --out, for 20 of them',
        requiresArg: true,
        describe: 'Folder: each scenario that fails as a file for lapse replay, judge and explain',
      },
      trace: {
        type: 'string',
        requiresArg: true,
        describe: 'Id or glob: print every call, burst of timers, write to storage, log line, request and message',
      },
      ...inspectOptions,
      watch: {
        type: 'boolean',
        default: false,
        describe: 'Stay, and play again what a changed scenario, SDK or specification affects; Ctrl+C ends',
      },
      strict: { type: 'boolean', default: false, describe: 'Warnings and differences from the policy fail as well' },
      bail: { type: 'boolean', default: false, describe: 'Stop after the first scenario that fails' },
      ...playingOptions,
      ...shardOptions,
      ...asOfOption,
    }),
  async run(given) {
    const { reporters, out, settled, costs } = readAll({
      reporters: () => chosenReporters(given, defaultReporters(given)),
      out: () => textOf(given, 'out'),
      save: () => optionalTextOf(given, 'save'),
      costs: () => optionalTextOf(given, 'record-costs'),
      settled: () => (flagOf(given, 'watch') ? refuseWrongOptions(given) : readSettled(given)),
    });
    let held: HeldFolder | undefined;
    let saving: Saving | undefined;
    // Before anything is played: an hour of work must not end at a folder that cannot be written.
    const openFolders = (): void => {
      if (reporters.length > 0) held = holdFolder(out, heldPart(reporters, given));
      saving = savingOf(given, reporters, out);
    };
    const play = (options: RunOptions): Promise<ExitCode> => {
      const strict = flagOf(given, 'strict');
      return playAndTell(options, { reporters, out, held, strict, saving, isTraced: tracedBy(given), given });
    };
    if (settled === undefined) {
      openFolders();
      const sdk = await sdkOf(given);
      const scripts = sdk === undefined ? [] : [sdk.file];
      const load = async (): Promise<RunOptions> => withSdk(readSettled(given), given);
      return playAndWatch({ selectors: selectorsOf(given), sources: sourcesOf(given), scripts, load, play });
    }
    const options = { ...(await withSdk(settled, given)), signal: environment.interruption() };
    openFolders();
    return costs === undefined ? play(options) : playAndRecord(options, play, costs);
  },
};

/** Blobs have a name for each shard, and several may be written side by side. */
function heldPart(reporters: readonly Reporter[], given: Given): string | undefined {
  const { number, of } = shardOf(given);
  return reporters.every(({ id }) => id === 'blob') ? `blob-${number}-of-${of}` : undefined;
}

/** What was chosen for whole runs is not meant for a look at something in particular. */
function settingsOf(given: Given): readonly SettingName[] {
  const isChosen = selectorsOf(given).length > 0;
  const isLook = defaultReporters(given) === 'none';
  return [
    ...subjectSettings,
    ...sdkSettings,
    ...sourceSettings,
    ...(isChosen ? [] : (['suite'] as const)),
    ...(isLook ? [] : (['reporters'] as const)),
    'out',
    'save',
    'strict',
    'runSeed',
    'jobs',
    'timeLimit',
    'browserPath',
  ];
}

/** Plays, and writes down what each scenario took; one beside another would take longer than by itself. */
async function playAndRecord(
  options: RunOptions,
  play: (options: RunOptions) => Promise<ExitCode>,
  file: string,
): Promise<ExitCode> {
  prepareFolder(path.dirname(file), 'the table of costs');
  const recorder = new CostRecorder();
  const open = (...of: Parameters<typeof openAnyTarget>) => recorder.around(openAnyTarget(...of));
  const code = await play({ ...options, open, jobs: 1 });
  writeReports(path.dirname(file), new Map([[path.basename(file), recorder.table(options.cases.map(({ id }) => id))]]));
  return code;
}

/** What to play; what is to be traced is enough to say it. */
function selectorsOf(given: Given): string[] {
  const scenarios = [...listOf(given, 'scenarios'), ...inspectedSelector(given)];
  return isTraceAlone(given) ? [textOf(given, 'trace')] : scenarios;
}

/** Whether what to trace is all that was said about what to play. */
function isTraceAlone(given: Given): boolean {
  return given.trace !== undefined && listOf(given, 'scenarios').length + inspectedSelector(given).length === 0;
}

function tracedBy(given: Given): (scenario: string) => boolean {
  const glob = optionalTextOf(given, 'trace');
  if (glob === undefined || isTraceAlone(given)) return () => glob !== undefined;
  return (scenario) => matchesId(glob, scenario);
}

/**
 * What is wrong with a file can be mended while the run waits for it, and what is wrong with an option cannot.
 * @throws InputError with all that is wrong if that is more than files
 */
function refuseWrongOptions(given: Given): undefined {
  if (isInspecting(given)) throw new InputError([{ message: '--inspect and --watch exclude each other' }]);
  try {
    readSettled(given);
  } catch (error) {
    if (!(error instanceof InputError) || error.problems.some(({ place }) => place === undefined)) throw error;
  }
}

/**
 * All but the SDK, which may have to be fetched: for a run that cannot be, nothing is.
 * @throws InputError with all that is wrong with the options; with the scenarios too, once the bench is there
 */
function readSettled(given: Given): RunOptions {
  // Of a few scenarios nobody knows yet how many targets they want.
  const isWhole = selectorsOf(given).length === 0;
  const { judged, ...plain } = readAll({
    target: () => textOf(given, 'target'),
    ...playingOf(given, isWhole),
    asOf: () => asOfOf(given),
    judged: () => readJudged(given),
  });
  return {
    ...plain,
    ...judged,
    open: openAnyTarget,
    ...(isInspecting(given) ? { inspection: inspectionOf(given, judged.cases) } : {}),
    detailed: given.trace !== undefined,
    bail: flagOf(given, 'bail'),
    fullStepping: flagOf(given, 'full-stepping'),
  };
}

/** @throws InputError as `sdkOf` */
async function withSdk(options: RunOptions, given: Given): Promise<RunOptions> {
  return { ...options, sdk: await sdkOf(given) };
}

function readJudged(given: Given): Pick<RunOptions, 'bench' | 'cases' | 'part'> {
  const { bench, suite, shard, costOf } = readAll({
    bench: () => benchOf(given),
    suite: () => suiteOf(given),
    shard: () => shardOf(given),
    costOf: () => costsOf(given),
  });
  const cases = loadCases(selectorsOf(given), bench, suite, sourcesOf(given).scenarioFolders);
  // A trace of what is not played would silently be none.
  if (given.trace !== undefined && !isTraceAlone(given)) selectCases(cases, [textOf(given, 'trace')]);
  if (shard.of > 1 && shard.of > cases.length) {
    const message = `--shard asks for ${shard.of} parts, and there are ${countOf(cases.length, 'scenario')} to split`;
    throw new InputError([{ message, allowed: `at most ${cases.length} parts` }]);
  }
  const part = partOf(cases, bench, shard, flagOf(given, 'full-stepping'));
  return { bench, cases: casesOfShard(cases, shard, costOf), part };
}

/** Only shards need to know what scenarios cost. */
function costsOf(given: Given): ReturnType<typeof readCosts> {
  const named = optionalTextOf(given, 'costs');
  return given.shard === undefined && named === undefined ? () => 0 : readCosts(named ?? ownCosts);
}

/** Who looks closely at something wants no files, least of all over those of the last whole run. */
function defaultReporters(given: Given): string {
  return given.trace === undefined && !isInspecting(given) && !flagOf(given, 'watch') ? 'csv,json,junit' : 'none';
}
