import path from 'node:path';
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
import { defaultPolicyOf } from '../../target/index.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, type Given, listOf, optionalTextOf, textOf } from '../given.js';
import { checkEdition } from '../options.js';
import { playingOf, playingOptions } from '../playing.js';
import { showProgress } from '../progress.js';
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
  ],
  options: (yargs) =>
    yargs
      .positional('scenarios', {
        describe: 'Ids, globs over ids, files or folders; default: all',
        type: 'string',
        array: true,
      })
      .options({
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
        out: { type: 'string', default: 'reports/diff', requiresArg: true, describe: `Folder of ${file}` },
        json: { type: 'boolean', default: false, describe: 'As JSON' },
        'fail-on-difference': {
          type: 'boolean',
          default: false,
          describe: 'Exit code 1 if they part, 3 if one of them could not be compared; without it, 0 in both cases',
        },
        ...playingOptions,
      }),
  async run(given) {
    const { options, out } = readAll({ options: () => readDiffOptions(given), out: () => textOf(given, 'out') });
    prepareFolder(out);
    const comparison = await compareTargets({
      ...options,
      ...(environment.showsProgress ? { onProgress: showProgress } : {}),
    });
    writeReports(out, new Map([[file, divergenceTable(comparison)]]));
    environment.out(
      flagOf(given, 'json')
        ? diffJson(comparison)
        : diffConsole(comparison, { colour: environment.colour, files: [path.join(out, file)] }),
    );
    return exitCodeOfDiff(comparison, flagOf(given, 'fail-on-difference'));
  },
};

/** @throws InputError with all that is wrong with the options; with the scenarios too, once the policy is there */
function readDiffOptions(given: Given): DiffOptions {
  const { names, policy, edition, ...playing } = readAll({
    names: () => targetsOf(given, 2),
    policy: () => loadPolicy(optionalTextOf(given, 'policy') ?? defaultPolicyOf(namesOf(given)[0] ?? '')),
    edition: () => checkedEditionOf(given),
    ...playingOf(given),
  });
  return {
    ...playing,
    policy,
    cases: allTimelines(loadScenarioFiles(listOf(given, 'scenarios'), { policy }), policy),
    targets: names.map((name) => ({ name, edition: edition ?? editionOf(defaultPolicyOf(name)) })),
    fullStepping: flagOf(given, 'full-stepping'),
  };
}

function checkedEditionOf(given: Given): string | undefined {
  const edition = optionalTextOf(given, 'edition');
  if (edition !== undefined) checkEdition(edition);
  return edition;
}
