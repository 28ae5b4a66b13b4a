import path from 'node:path';
import type { RunResult } from '../../record/run-result.js';
import { prepareFolder, writeReports } from '../../report/write.js';
import { loadScenarioFiles } from '../../scenario/load-scenarios.js';
import type { ScenarioFile } from '../../scenario/scenario-file.js';
import { readAll } from '../../spec/input-error.js';
import { loadRequirements, type Registry } from '../../spec/requirements.js';
import { runSuite } from '../../suite/run.js';
import { countStatuses, type ExitCode, exitCodes } from '../../suite/tally.js';
import { hostToday } from '../../time/host.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, type Given, textOf } from '../given.js';
import { casesOf, loadBench } from '../options.js';
import { playingOf, playingOptions } from '../playing.js';
import { showProgress } from '../progress.js';
import {
  folderOf,
  isWhole,
  publicationIndex,
  publicationOf,
  publicationPage,
  publishedTargets,
} from '../publication.js';
import { targetsOf } from '../targets.js';

/** Writes what is committed of the results: a folder for each target, and an index. */
export const publishCommand: Command = {
  usage: 'publish',
  describe: 'Judge every SDK and model with the whole suite, and write the results that are kept',
  examples: [
    ['$0 publish', 'all targets, into reports/published; some minutes'],
    ['$0 publish --targets model:rudderstack-android', 'one of them; the index tells of all that are there'],
  ],
  options: (yargs) =>
    yargs.options({
      targets: {
        type: 'string',
        requiresArg: true,
        defaultDescription: 'every SDK that is executed, every model, and what was announced',
        describe: 'With commas between (see list --what targets)',
      },
      out: { type: 'string', default: 'reports/published', requiresArg: true, describe: 'Folder of the results' },
      ...playingOptions,
    }),
  async run(given) {
    const { targets, out, ...playing } = readAll({
      targets: () => (given.targets === undefined ? publishedTargets() : targetsOf(given, 1)),
      out: () => textOf(given, 'out'),
      ...playingOf(given),
    });
    prepareFolder(out);
    // The files are the same for all targets, and reading them takes longer than playing a model.
    const registry = loadRequirements();
    const source = { registry, files: loadScenarioFiles([], { registry }) };
    let code: ExitCode = exitCodes.conforms;
    for (const target of targets) {
      const result = await judgeWhole(target, source, playing, given);
      const whole = isWhole(result);
      // Results that stand for nothing must not take the place of those that do.
      if (whole) writeReports(path.join(out, folderOf(target)), publicationOf(result));
      else code = exitCodes.notJudged;
      environment.out(`${lineOf(target, result)}${whole ? '' : '  not written: it could not be judged'}\n`);
    }
    writeReports(
      out,
      new Map([
        ['README.md', publicationIndex(out)],
        ['index.html', publicationPage(out, source.registry)],
      ]),
    );
    return code;
  },
};

/** By its own policy and edition, as `lapse run --target` does. */
async function judgeWhole(
  target: string,
  { registry, files }: { readonly registry: Registry; readonly files: readonly ScenarioFile[] },
  playing: { readonly seed: number; readonly jobs: number; readonly timeLimitMs: number | undefined },
  given: Given,
): Promise<RunResult> {
  const bench = loadBench({ target, policy: undefined, edition: undefined }, registry);
  return runSuite({
    ...playing,
    bench,
    cases: casesOf(files, bench),
    target,
    bail: false,
    fullStepping: flagOf(given, 'full-stepping'),
    // Review dates change the exit code of a run and nothing that is written.
    asOf: hostToday(),
    ...(environment.showsProgress ? { onProgress: showProgress } : {}),
  });
}

function lineOf(target: string, { cases }: RunResult): string {
  const counts = countStatuses(cases.flatMap(({ verdicts }) => verdicts));
  const told = Object.entries(counts).flatMap(([status, count]) => (count === 0 ? [] : [`${count} ${status}`]));
  return `${target.padEnd(30)}  ${told.join(' · ')}`;
}
