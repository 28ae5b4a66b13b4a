import path from 'node:path';
import { defaultSteps } from '../../fuzz/timelines.js';
import { diffConsole } from '../../report/diff-console.js';
import { diffJson } from '../../report/diff-json.js';
import { divergenceTable } from '../../report/divergence.js';
import { prepareFolder, writeReports } from '../../report/write.js';
import { allTimelines } from '../../scenario/cases.js';
import { loadScenarioFiles } from '../../scenario/load-scenarios.js';
import { readAll } from '../../spec/input-error.js';
import { loadPolicy } from '../../spec/policies.js';
import { editionOf } from '../../spec/requirements.js';
import { compareTargets, type DiffOptions, exitCodeOfDiff } from '../../suite/diff.js';
import { exitCodes } from '../../suite/tally.js';
import { defaultPolicyOf } from '../../target/index.js';
import { protocolOptions } from '../adapters.js';
import type { Command } from '../command.js';
import { sourceSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { fuzzedRunsOf, separate, separationText } from '../fuzzed-diff.js';
import { flagOf, type Given, listOf, optionalTextOf, textOf } from '../given.js';
import { checkEdition, scenariosArgument } from '../options.js';
import { playingOf, playingOptions } from '../playing.js';
import { showProgress } from '../progress.js';
import { sourceOptions, sourcesOf } from '../sources.js';
import { namesOf, targetsOf } from '../targets.js';

const file = 'divergence.csv';

/** Plays the same timelines through several targets; none of them is right or wrong here. */
export const diffCommand: Command = {
  usage: 'diff [scenarios..]',
  describe: 'Play scenarios through several SDKs, and show where they part',
  examples: [
    ['$0 diff --targets rudderstack-js,reference:announcement-web', 'the SDK of today, and what was announced'],
    ['$0 diff "timeout/**" --targets rudderstack-js,reference:rudderstack-web --json', 'one section, for a program'],
    [
      '$0 diff --targets rudderstack-js,reference:rudderstack-web --fail-on-difference',
      'as a gate: exit code 1 if they part',
    ],
    [
      '$0 diff --targets reference:rudderstack-web,model:rudderstack-android --fuzz 1000',
      'the smallest timeline that tells two apart, without any scenario',
    ],
  ],
  settings: () => [...sourceSettings, 'runSeed', 'jobs', 'timeLimit', 'browserPath'],
  options: (yargs) =>
    yargs.positional('scenarios', scenariosArgument).options({
      targets: {
        type: 'string',
        requiresArg: true,
        describe: 'Two or more, with commas between (see list --what targets)',
      },
      policy: {
        type: 'string',
        requiresArg: true,
        describe: 'Says how long timeout and cutOff are; default: the policy of the first target',
      },
      edition: {
        type: 'string',
        requiresArg: true,
        describe: 'The requirements that engines play by; default: 2026-11, or 2022-12 for those of the announcement',
      },
      fuzz: {
        type: 'string',
        requiresArg: true,
        describe: 'Generate so many timelines instead of playing scenarios, and show the smallest that parts the two',
      },
      out: { type: 'string', default: 'reports/diff', requiresArg: true, describe: `Folder of ${file}` },
      json: { type: 'boolean', default: false, describe: 'As JSON' },
      'fail-on-difference': {
        type: 'boolean',
        default: false,
        describe: 'Exit code 1 if they part, 3 if one of them could not be compared; without it, 0 in both cases',
      },
      ...sourceOptions,
      ...protocolOptions,
      ...playingOptions,
    }),
  async run(given) {
    const { read, out } = readAll({ read: () => readDiffOptions(given), out: () => textOf(given, 'out') });
    const { options, runs } = read;
    prepareFolder(out);
    const onProgress = (done: number, of: number): void =>
      showProgress(done, of, runs === undefined ? 'scenarios' : 'timelines');
    const shown = environment.showsProgress ? { onProgress } : {};
    const separation =
      runs === undefined ? undefined : await separate({ ...options, ...shown }, { runs, steps: defaultSteps });
    const cases = separation?.found === undefined ? options.cases : [separation.found.case];
    const comparison = await compareTargets({ ...options, cases, ...shown });
    writeReports(out, new Map([[file, divergenceTable(comparison)]]));
    const files = [path.join(out, file)];
    // Without a timeline that parts them there is nothing to compare, and no table of it.
    const isAlike = separation !== undefined && separation.found === undefined;
    const names = comparison.targets.map(({ description }) => description.name).join(' and ');
    const compared = isAlike
      ? `lapse ${comparison.lapseVersion} · diff of ${names}\n`
      : diffConsole(comparison, { colour: environment.colour, files });
    const found = separation === undefined ? '' : separationText(separation);
    environment.out(flagOf(given, 'json') ? diffJson(comparison) : compared + found);
    const isGate = flagOf(given, 'fail-on-difference');
    if (!isAlike) return exitCodeOfDiff(comparison, isGate);
    const isSeen = separation.untestable < (isGate ? 1 : separation.runs);
    return isSeen ? exitCodes.conforms : exitCodes.notJudged;
  },
};

/** @throws InputError with all that is wrong with the options; with the scenarios too, once the policy is there */
function readDiffOptions(given: Given): { options: DiffOptions; runs: number | undefined } {
  const { names, policy, edition, runs, sources, ...playing } = readAll({
    names: () => targetsOf(given, 2),
    runs: () => fuzzedRunsOf(given, namesOf(given)),
    policy: () => loadPolicy(optionalTextOf(given, 'policy') ?? defaultPolicyOf(namesOf(given)[0] ?? '')),
    edition: () => checkedEditionOf(given),
    sources: () => sourcesOf(given),
    ...playingOf(given),
  });
  const cases =
    runs === undefined
      ? allTimelines(
          loadScenarioFiles(listOf(given, 'scenarios'), { policy, folders: sources.scenarioFolders }),
          policy,
        )
      : [];
  const options = {
    ...playing,
    policy,
    cases,
    targets: names.map((name) => ({ name, edition: edition ?? editionOf(defaultPolicyOf(name)) })),
    fullStepping: flagOf(given, 'full-stepping'),
  };
  return { options, runs };
}

function checkedEditionOf(given: Given): string | undefined {
  const edition = optionalTextOf(given, 'edition');
  if (edition !== undefined) checkEdition(edition);
  return edition;
}
