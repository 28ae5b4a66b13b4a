import { fuzzMutant } from '../fuzz/fuzz-mutant.js';
import type { Mutant } from '../mutants/mutant.js';
import type { MutantOutcome, MutationScore } from '../record/mutation-score.js';

export interface FuzzedScoreOptions {
  /** Timelines that are generated for each mutant, at most. */
  readonly runs: number;
  readonly seed: number;
  /** Told after every mutant how many of how many are done. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** The score with what generated timelines find of the same mutants, by the laws and the engine's opinion alone. */
export async function withFuzzing(
  score: MutationScore,
  mutants: readonly Mutant[],
  { runs, seed, onProgress }: FuzzedScoreOptions,
): Promise<MutationScore> {
  const outcomes: MutantOutcome[] = [];
  for (const outcome of score.outcomes) {
    const mutant = mutants.find(({ id }) => id === outcome.mutant.id);
    const found = mutant === undefined ? undefined : await fuzzMutant(mutant, { runs, seed });
    const finding =
      found === undefined
        ? {}
        : { found: { run: found.foundAtRun, steps: found.shrunkSteps, check: found.breach.verdict.check } };
    outcomes.push({ ...outcome, ...finding });
    onProgress?.(outcomes.length, score.outcomes.length);
  }
  return { ...score, outcomes, fuzzed: { runs, seed } };
}
