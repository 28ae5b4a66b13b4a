import path from 'node:path';
import { consoleReport } from '../report/console.js';
import type { HeldFolder } from '../report/held-folder.js';
import type { Reporter } from '../report/index.js';
import { type RunOptions, runSuite } from '../suite/run.js';
import { type ExitCode, exitCodeOf } from '../suite/tally.js';
import { browserOf } from '../target/index.js';
import { hostMonotonicMs } from '../time/host.js';
import { environment } from './environment.js';
import type { Given } from './given.js';
import { showProgress } from './progress.js';
import { runCommandFor } from './run-command.js';
import { type Saving, saveFailures } from './saving.js';
import { traceReport } from './trace.js';

/** What is told and written once a run is over. */
export interface Telling {
  readonly reporters: readonly Reporter[];
  /** The folder of the reports. */
  readonly out: string;
  /** That folder, if anything is written into it. */
  readonly held?: HeldFolder | undefined;
  readonly strict: boolean;
  /** Where failing scenarios are saved, if they are. */
  readonly saving?: Saving | undefined;
  /** Whether the trace of a scenario is printed, by its id. */
  readonly isTraced: (scenario: string) => boolean;
  /** What the person said, for the command that plays one scenario again. */
  readonly given: Given;
}

/**
 * Plays and judges what is selected, writes the reports, and prints what came of it.
 * @throws InputError when the target cannot be opened
 */
export async function playAndTell(options: RunOptions, telling: Telling): Promise<ExitCode> {
  const { reporters, out, given } = telling;
  const startedMs = hostMonotonicMs();
  const result = await runSuite({ ...options, ...(environment.showsProgress ? { onProgress: showProgress } : {}) });
  const files = new Map(reporters.flatMap((reporter) => [...reporter.files(result)]));
  if (files.size > 0) telling.held?.write(files);
  const { colour } = environment;
  environment.out(traceReport(result, telling.isTraced, colour));
  environment.out(
    consoleReport(result, {
      registry: options.bench.registry,
      colour,
      tookMs: hostMonotonicMs() - startedMs,
      browserVersion: browserOf(result.target)?.version,
      files: [...files.keys()].map((name, index) => (index === 0 ? path.join(out, name) : name)),
      namesDeviationsNotRun: isWhole(given),
      commandFor: (scenario) => runCommandFor(scenario, given, result, options.sdk),
    }),
  );
  if (telling.saving !== undefined) {
    environment.out(saveFailures(result, options, telling.strict, telling.saving));
  }
  return exitCodeOf(result, telling.strict);
}

/** Whether nothing was left out on purpose. */
function isWhole(given: Given): boolean {
  const { scenarios, suite, shard, trace } = given;
  return (
    (!Array.isArray(scenarios) || scenarios.length === 0) && [suite, shard, trace].every((each) => each === undefined)
  );
}
