import { type FuzzResult, isBreach } from '../record/fuzz-result.js';
import { type ExitCode, exitCodes } from '../suite/tally.js';

/**
 * How fuzzing ended, as other programs see it. A target that could not be observed, or that does not do the same twice,
 * has not been judged. An entry of the corpus that still fails, and is in no deviation, fails here as in a run.
 */
export function exitCodeOfFuzz({ probes, runs, discarded, unstable, faults, failures, corpus }: FuzzResult): ExitCode {
  const isJudged = probes.every(({ ok }) => ok) && runs > 0 && discarded.length === 0 && unstable === undefined;
  const statuses = corpus.flatMap(({ verdicts }) => verdicts.map(({ status }) => status));
  if (!isJudged || faults.length > 0 || statuses.includes('untestable')) return exitCodes.notJudged;
  const fails = failures.some(isBreach) || statuses.some((status) => status === 'fail' || status === 'stale');
  return fails ? exitCodes.breaks : exitCodes.conforms;
}
