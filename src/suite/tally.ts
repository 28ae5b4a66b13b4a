import type { RunResult } from '../record/run-result.js';
import { type Status, statuses, type Verdict } from '../record/verdict.js';

/**
 * How a run ended, as other programs see it; the last two as shells have it for a program that a signal ends, 128 and the
 * number of the signal.
 */
export const exitCodes = {
  conforms: 0,
  breaks: 1,
  badInput: 2,
  notJudged: 3,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function countStatuses(verdicts: readonly Verdict[]): Record<Status, number> {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status } of verdicts) counts[status] += 1;
  return counts;
}

/**
 * Whether a case keeps a run from being green.
 * @param strict as in `exitCodeOf`
 */
export function isFailing(verdicts: readonly Verdict[], strict: boolean): boolean {
  return verdicts.some(({ status }) => failing.has(status) || (strict && failingIfStrict.has(status)));
}

const failing: ReadonlySet<Status> = new Set(['fail', 'stale', 'untestable']);
const failingIfStrict: ReadonlySet<Status> = new Set(['warn', 'characterization']);

/**
 * The exit code of a run: 3 before 1, for a run that could not judge must not look like one that did. A run without a
 * single pass has judged nothing, unless it is one of several parts and has nothing that could be judged: the whole tells. A run that a signal ended has the code of the signal, whatever it had found by then.
 * @param strict warnings and differences from observed policy values count as failures
 */
export function exitCodeOf(result: RunResult, strict: boolean): ExitCode {
  if (result.interruptedBy !== undefined) {
    return result.interruptedBy === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
  }
  const counts = countStatuses(result.cases.flatMap(({ verdicts }) => verdicts));
  if (result.faults.length > 0 || counts.untestable > 0) return exitCodes.notJudged;
  if (counts.pass === 0 && !isSkippedPart(result)) return exitCodes.notJudged;
  if (counts.fail > 0 || counts.stale > 0 || result.overdue.length > 0) return exitCodes.breaks;
  if (strict && (counts.warn > 0 || counts.characterization > 0)) return exitCodes.breaks;
  return exitCodes.conforms;
}

function isSkippedPart({ part, cases, partial }: RunResult): boolean {
  if (part === undefined || part.shard.of === 1 || partial !== undefined) return false;
  return cases.length > 0 && cases.every(({ verdicts }) => verdicts.every(({ status }) => status === 'skip'));
}
