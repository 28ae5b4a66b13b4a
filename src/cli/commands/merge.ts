import type { RunResult } from '../../record/run-result.js';
import { consoleReport } from '../../report/console.js';
import { holdFolder } from '../../report/held-folder.js';
import { readBlobs } from '../../spec/blob-file.js';
import { InputError, readAll } from '../../spec/input-error.js';
import { loadRequirements } from '../../spec/requirements.js';
import { mergeBlobs } from '../../suite/merge.js';
import { exitCodeOf, exitCodes } from '../../suite/tally.js';
import { hostMonotonicMs } from '../../time/host.js';
import { chosenReporters, reporterOptions } from '../chosen-reporters.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, type Given, listOf, textOf } from '../given.js';
import { standardOf } from '../mutant-targets.js';
import { asOfOf, asOfOption } from '../options.js';
import { runCommandFor } from '../run-command.js';

/** Puts the parts of a run together that were played on several machines. */
export const mergeCommand: Command = {
  usage: 'merge <blobs..>',
  describe: 'Put the blobs of all shards together, as if one run had played everything',
  examples: [
    ['$0 merge blobs/*', 'the reports of the whole run, in reports/latest'],
    ['$0 merge blobs/* --reporter junit --out build/lapse', 'only junit.xml, elsewhere'],
  ],
  settings: () => ['reporters', 'out', 'strict'],
  options: (yargs) =>
    yargs
      .positional('blobs', {
        describe: 'Files that run --shard … --reporter blob wrote, of every shard one',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .options({
        ...reporterOptions('csv,json,junit'),
        strict: { type: 'boolean', default: false, describe: 'Warnings and differences from the policy fail as well' },
        ...asOfOption,
      }),
  async run(given) {
    const { reporters, out, asOf, files } = readAll({
      reporters: () => chosenReporters(given, 'csv,json,junit'),
      out: () => textOf(given, 'out'),
      asOf: () => asOfOf(given),
      files: () => filesOf(listOf(given, 'blobs')),
    });
    const startedMs = hostMonotonicMs();
    const registry = loadRequirements();
    const result = mergeBlobs(readBlobs(files), registry, asOf);
    const held = reporters.length > 0 ? holdFolder(out) : undefined;
    const written = new Map(reporters.flatMap((reporter) => [...reporter.files(result)]));
    held?.write(written);
    environment.out(
      consoleReport(result, {
        registry,
        colour: environment.colour,
        tookMs: hostMonotonicMs() - startedMs,
        files: [...written.keys()].map((name, index) => (index === 0 ? `${out}/${name}` : name)),
        namesDeviationsNotRun: true,
        commandFor: (scenario) => runCommandFor(scenario, saidOf(result), result, undefined),
      }),
    );
    // Nobody has ended this command; what it tells of is not whole.
    if (result.interruptedBy !== undefined) return exitCodes.notJudged;
    return exitCodeOf(result, flagOf(given, 'strict'));
  },
};

/** What was said about the policy of a run, as far as its result tells. */
function saidOf({ target, policy }: RunResult): Given {
  return policy === standardOf(target.name).policy ? {} : { policy };
}

function filesOf(files: readonly string[]): readonly string[] {
  if (!files.includes('')) return files;
  throw new InputError([{ message: 'a blob has an empty name', allowed: 'a file' }]);
}
