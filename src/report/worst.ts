import type { CaseResult } from '../record/run-result.js';
import type { Status } from '../record/verdict.js';

/** From what a reader must see first. */
export const worstFirst: readonly Status[] = [
  'untestable',
  'fail',
  'stale',
  'warn',
  'known',
  'flaky',
  'characterization',
  'pass',
  'skip',
];

/** Statuses of what is otherwise than it should be, listed or not. */
export const differing: ReadonlySet<Status> = new Set([
  'fail',
  'warn',
  'known',
  'flaky',
  'stale',
  'untestable',
  'characterization',
]);

/** Statuses that keep a run from being green. */
export const alarming: ReadonlySet<Status> = new Set(['untestable', 'fail', 'stale']);

/** A scenario counts as the worst of its verdicts. */
export function worstOf({ verdicts }: CaseResult): Status {
  const found = new Set(verdicts.map(({ status }) => status));
  return worstFirst.find((status) => found.has(status)) ?? 'skip';
}
