import type { RunResult } from '../record/run-result.js';
import type { Status } from '../record/verdict.js';

/** What a run says of its target, in a word. */
export type Judgement = 'conforms' | 'does not conform' | 'could not be judged';

/**
 * As the exit code has it, but for review dates and `--strict`, which say something of the day and of the pipeline and
 * nothing of the target. What a run that ended early has seen fail did fail, and nobody knows of the rest.
 */
export function judgementOf({
  cases,
  faults,
  interruptedBy,
}: Pick<RunResult, 'cases' | 'faults' | 'interruptedBy'>): Judgement {
  const found = new Set<Status>(cases.flatMap(({ verdicts }) => verdicts.map(({ status }) => status)));
  if (faults.length > 0 || found.has('untestable') || !found.has('pass')) return 'could not be judged';
  if (found.has('fail') || found.has('stale')) return 'does not conform';
  return interruptedBy === undefined ? 'conforms' : 'could not be judged';
}
