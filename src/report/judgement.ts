import type { RunResult } from '../record/run-result.js';
import type { Status } from '../record/verdict.js';

/** What a run says of its target, in a word. */
export type Judgement = 'conforms' | 'does not conform' | 'could not be judged';

/**
 * As the exit code has it, but for review dates and `--strict`, which say something of the day and of the pipeline and
 * nothing of the target.
 */
export function judgementOf({ cases, faults }: Pick<RunResult, 'cases' | 'faults'>): Judgement {
  const found = new Set<Status>(cases.flatMap(({ verdicts }) => verdicts.map(({ status }) => status)));
  if (faults.length > 0 || found.has('untestable') || !found.has('pass')) return 'could not be judged';
  return found.has('fail') || found.has('stale') ? 'does not conform' : 'conforms';
}
