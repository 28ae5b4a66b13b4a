import type { Plan } from './plan.js';
import { complexityOf, simplifications } from './simpler.js';

export interface Shrinking {
  /** The plan as it is played: every load that it needs is in it, and nothing that cannot happen. */
  normal(plan: Plan): Plan;
  /** The position of the first plan that still fails in the same way; -1 if none does. */
  firstFailing(plans: readonly Plan[]): Promise<number>;
  /** The most plans that are tried. */
  readonly mostPlays: number;
}

/** Plans of up to so many steps are also tried without any two of their steps. */
const longestForPairs = 12;

/**
 * Makes a failing plan small: drops halves, quarters and so on down to single steps and pairs, then says what is left
 * in the plainest way, until nothing more can be left out. The same for the same plan, however many are played at once.
 */
export async function shrink(plan: Plan, shrinking: Shrinking): Promise<Plan> {
  const attempt = new Attempt(shrinking, plan);
  let before: Plan;
  do {
    before = attempt.best;
    await attempt.drop();
    if (attempt.best.steps.length <= longestForPairs) await attempt.improve((current) => withoutPairs(current));
    await attempt.improve(simplifications);
  } while (attempt.best !== before);
  return attempt.best;
}

class Attempt {
  best: Plan;
  readonly #shrinking: Shrinking;
  readonly #tried = new Set<string>();
  #playsLeft: number;

  constructor(shrinking: Shrinking, plan: Plan) {
    this.#shrinking = shrinking;
    this.#playsLeft = shrinking.mostPlays;
    this.best = shrinking.normal(plan);
  }

  /** Ever smaller pieces are left out, from the end, where what comes after the failure goes at once. */
  async drop(): Promise<void> {
    for (let size = Math.ceil(this.best.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
      await this.improve((current) => withoutPieces(current, size));
    }
  }

  /** Takes the first that is smaller and still fails, and asks again, until none is. */
  async improve(candidatesOf: (current: Plan) => readonly Plan[]): Promise<void> {
    for (;;) {
      const candidates = this.#smaller(candidatesOf(this.best)).slice(0, this.#playsLeft);
      if (candidates.length === 0) return;
      const found = await this.#shrinking.firstFailing(candidates);
      const tried = candidates.slice(0, found < 0 ? candidates.length : found + 1);
      this.#playsLeft -= tried.length;
      for (const each of tried) this.#tried.add(JSON.stringify(each));
      const better = candidates[found];
      if (better === undefined) return;
      this.best = better;
    }
  }

  #smaller(candidates: readonly Plan[]): Plan[] {
    const seen = new Set<string>();
    const complexity = complexityOf(this.best);
    return candidates
      .map((each) => this.#shrinking.normal(each))
      .filter((each) => {
        const text = JSON.stringify(each);
        if (seen.has(text) || this.#tried.has(text)) return false;
        seen.add(text);
        const fewer = this.best.steps.length - each.steps.length;
        return fewer > 0 || (fewer === 0 && complexityOf(each) < complexity);
      });
  }
}

function withoutPieces(plan: Plan, size: number): Plan[] {
  const count = Math.ceil(plan.steps.length / size);
  return Array.from({ length: count }, (_, piece) => {
    const end = plan.steps.length - piece * size;
    return { ...plan, steps: plan.steps.toSpliced(Math.max(0, end - size), Math.min(size, end)) };
  });
}

function withoutPairs(plan: Plan): Plan[] {
  const { steps } = plan;
  return steps.flatMap((_, one) =>
    steps.slice(one + 1).map((__, distance) => ({
      ...plan,
      steps: steps.filter((___, index) => index !== one && index !== one + 1 + distance),
    })),
  );
}
