import type { RunResult } from '../record/run-result.js';
import { runSuite } from '../suite/run.js';
import { chooseSdk } from '../target/index.js';
import { environment } from './environment.js';
import { flagOf, type Given, listOf } from './given.js';
import { loadBench, loadCases, type SubjectOptions, suiteOf } from './options.js';
import { showProgress } from './progress.js';

/** How the versions of an SDK are judged that are compared with each other. */
export interface VersionPlay {
  readonly subject: SubjectOptions;
  readonly seed: number;
  readonly jobs: number;
  readonly timeLimitMs: number | undefined;
  readonly signal?: AbortSignal;
}

/** What one version is judged with: no deviations, for these are about the version that is installed. */
export function loadVersionBench(subject: SubjectOptions, given: Given) {
  const bench = { ...loadBench(subject), deviations: [] };
  return { bench, cases: loadCases(listOf(given, 'scenarios'), bench, suiteOf(given)) };
}

/**
 * Plays a published version.
 * @param sdk a package with its version
 * @throws InputError when it cannot be fetched or judged
 */
export async function playVersion(
  sdk: string,
  { subject, seed, jobs, timeLimitMs, signal }: VersionPlay,
  loaded: ReturnType<typeof loadVersionBench>,
  given: Given,
): Promise<RunResult> {
  return runSuite({
    ...loaded,
    target: subject.target,
    sdk: await chooseSdk(subject.target, { sdk, offline: flagOf(given, 'offline') }),
    seed,
    jobs,
    timeLimitMs,
    signal,
    bail: false,
    fullStepping: false,
    // There are no deviations whose dates could have passed.
    asOf: '0000-01-01',
    ...(environment.showsProgress ? { onProgress: (done, of) => showProgress(done, of, `scenarios of ${sdk}`) } : {}),
  });
}
