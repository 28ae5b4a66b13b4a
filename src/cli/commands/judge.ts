import { bundleEnding } from '../../record/bundle.js';
import { captureEnding } from '../../record/capture.js';
import { consoleReport } from '../../report/console.js';
import { standardInput } from '../../spec/bundle-file.js';
import { judgeBundle } from '../../suite/replay.js';
import { exitCodeOf } from '../../suite/tally.js';
import { hostMonotonicMs, hostToday } from '../../time/host.js';
import { bundleArgument, changesSince, openBundle } from '../bundles.js';
import { toleranceOption } from '../capture-subject.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { dateOf, flagOf, textOf } from '../given.js';
import { judgeAndTellCapture, refuseCaptureAlone } from '../judge-capture.js';
import { subjectOptions } from '../options.js';
import { quoted } from '../quoted.js';
import { verdictLines } from '../verdict-text.js';

/** Judges what a bundle or a capture recorded, without the SDK. */
export const judgeCommand: Command = {
  usage: 'judge <recording>',
  describe: 'Judge what a saved failure recorded, or what an app sent to lapse collect, without any SDK',
  readsStandardInput: true,
  examples: [
    [
      '$0 judge reports/latest/bundles/timeout.within.lapse.json',
      'by the policy and edition that it was recorded with',
    ],
    ['$0 judge failure.lapse.json --edition 2022-12', 'by what was announced in 2022'],
    ['cat failure.lapse.json | $0 judge -', 'from the standard input'],
    [
      '$0 judge --timeline mine.yaml --policy rudderstack-ios capture.ndjson',
      'what an app sent while somebody played the scenario',
    ],
  ],
  options: (yargs) =>
    yargs
      .positional('recording', {
        ...bundleArgument,
        describe: `A bundle *${bundleEnding}, or a capture *${captureEnding} with --timeline, or - for the standard input`,
      })
      .options({
        timeline: {
          type: 'string',
          requiresArg: true,
          describe: 'The scenario that was played, by its file or id, if the recording is a capture',
        },
        ...toleranceOption,
        policy: { ...subjectOptions.policy, describe: 'Values for what no requirement decides; default: as recorded' },
        edition: { ...subjectOptions.edition, describe: 'The set of requirements; default: as recorded' },
        strict: { type: 'boolean', default: false, describe: 'Warnings and differences from the policy fail as well' },
        'as-of': {
          type: 'string',
          defaultDescription: 'today',
          requiresArg: true,
          describe: 'Date that review dates of deviations are compared with',
        },
      }),
  async run(given) {
    if (given.timeline !== undefined) return judgeAndTellCapture(given);
    refuseCaptureAlone(given);
    const asOf = given['as-of'] === undefined ? hostToday() : dateOf(given, 'as-of');
    const startedMs = hostMonotonicMs();
    const name = textOf(given, 'recording');
    const opened = openBundle(name, given);
    const { bundle, bench, file } = opened;
    const result = judgeBundle(bundle, opened.case, bench, asOf);
    const report = consoleReport(result, {
      registry: bench.registry,
      colour: environment.colour,
      tookMs: hostMonotonicMs() - startedMs,
      files: [],
      commandFor: () => `npx lapse replay ${name === standardInput ? '-' : quoted(name)}`,
    });
    const notes = [
      ...changesSince(opened),
      ...verdictLines(
        bundle.verdicts,
        result.cases.flatMap((each) => each.verdicts),
      ),
    ];
    environment.out(report);
    environment.out(
      `  judged as recorded in ${file}; nothing was played\n${notes.map((note) => `  ${note}\n`).join('')}`,
    );
    return exitCodeOf(result, flagOf(given, 'strict'));
  },
};
