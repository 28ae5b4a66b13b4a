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

/** A scenario counts as the worst of its verdicts. */
export function worstOf({ verdicts }: CaseResult): Status {
  return worstFirst.find((status) => verdicts.some((verdict) => verdict.status === status)) ?? 'skip';
}
