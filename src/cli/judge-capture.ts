import { captureEnding } from '../record/capture.js';
import { consoleReport } from '../report/console.js';
import { readCapture } from '../spec/capture-file.js';
import { InputError, readAll } from '../spec/input-error.js';
import { judgeCapture } from '../suite/capture/judge-capture.js';
import { type ExitCode, exitCodeOf } from '../suite/tally.js';
import { hostMonotonicMs } from '../time/host.js';
import { captureBenchOf, captureWords, oneCase, toleranceOf } from './capture-subject.js';
import { environment } from './environment.js';
import { flagOf, type Given, textOf } from './given.js';
import { asOfOf } from './options.js';
import { quoted } from './quoted.js';

/**
 * Judges what an app sent while a scenario was played, and tells it.
 * @throws InputError when there is no such scenario, policy or capture
 */
export function judgeAndTellCapture(given: Given): ExitCode {
  const startedMs = hostMonotonicMs();
  const { recording, timeline, bench, toleranceMs, asOf } = readAll({
    recording: () => textOf(given, 'recording'),
    timeline: () => textOf(given, 'timeline'),
    bench: () => captureBenchOf(given),
    toleranceMs: () => toleranceOf(given),
    asOf: () => asOfOf(given),
  });
  const { scenario, read } = readAll({
    scenario: () => oneCase(timeline, bench),
    read: () => readCapture(recording),
  });
  if (read.warning !== undefined) environment.error(`warning: ${read.file}: ${read.warning}\n`);
  const { result, notes } = judgeCapture(read.capture, scenario, { bench, toleranceMs, asOf });
  environment.out(
    consoleReport(result, {
      registry: bench.registry,
      colour: environment.colour,
      tookMs: hostMonotonicMs() - startedMs,
      files: [],
      commandFor: () => `npx lapse play ${quoted(timeline)} --instructions${captureWords(given, bench)}`,
    }),
  );
  const told = [`judged as captured in ${read.file}; nothing was played`, ...notes];
  environment.out(told.map((line) => `  ${line}\n`).join(''));
  return exitCodeOf(result, flagOf(given, 'strict'));
}

/** @throws InputError when a recording without `--timeline` is a capture, or is judged as if it were one */
export function refuseCaptureAlone(given: Given): void {
  const recording = textOf(given, 'recording');
  if (recording.endsWith(captureEnding)) {
    const message = `${JSON.stringify(recording)} is named like a capture, and a capture does not say what was played`;
    throw new InputError([{ message, allowed: '--timeline with the scenario' }]);
  }
  if (given.tolerance === undefined) return;
  throw new InputError([
    { message: '--tolerance decides nothing here', allowed: '--timeline beside it, and a capture' },
  ]);
}
