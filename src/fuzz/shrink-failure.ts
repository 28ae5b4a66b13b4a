import { type Cause, isOfOneTime, mayShareId, type NewFailure, presentIn, suspect } from './causes.js';
import type { Examined, Examiner } from './examine.js';
import { inOrder } from './in-order.js';
import { isSpread, oneTime, withoutKinds } from './kinds.js';
import type { Plan } from './plan.js';
import { examineOrFault } from './play-runs.js';
import type { Players } from './players.js';
import { asPlayed } from './resolve-plan.js';
import { shrink } from './shrink.js';

/** Timelines that are tried for one failure until it is small enough. */
export const mostShrinkPlays = 600;

export interface ShrinkFailureOptions {
  readonly players: Players<Examiner>;
  /** Says what is played of a plan. */
  readonly examiner: Examiner;
  readonly causes: readonly Cause[];
  /** Told of each timeline that decided something, in order. */
  readonly onExamined: (examined: Examined) => void;
}

/** Makes the plan of a new failure small, without letting it become another failure or one of a known cause. */
export function shrinkFailure({ plan, breach }: NewFailure, options: ShrinkFailureOptions): Promise<Plan> {
  const { players, examiner, causes, onExamined } = options;
  const { signature } = breach;
  // What fails with a second before each session could become two sessions of one instant, which share an id, without.
  const apart = mayShareId(breach) && causes.some(isOfOneTime) && isSpread(plan);
  const fails = ({ breaches, written, timeline }: Examined, steps: number): boolean => {
    // Played without a part of it, it proves nothing of the whole.
    if (written.length !== steps || breaches.every((each) => each.signature !== signature)) return false;
    // In another form it might fail by a cause that is known.
    return suspect({ signature }, presentIn(timeline, breaches), causes) === undefined;
  };
  const tried = async (
    candidate: Plan,
    play: (plan: Plan) => Promise<Examined>,
  ): Promise<{ readonly results: readonly Examined[]; readonly isFailing: boolean }> => {
    const result = await play(candidate);
    const isFailing = fails(result, candidate.steps.length);
    if (!isFailing || !apart) return { results: [result], isFailing };
    const spread = await play(withoutKinds(candidate, new Set([oneTime])));
    return { results: [result, spread], isFailing: spread.breaches.some((each) => each.signature === signature) };
  };
  return shrink(plan, {
    normal: (each) => asPlayed(each, examiner.resolve(each, '')),
    async firstFailing(plans) {
      let index = 0;
      // As many are tried at once as can be; the first that fails counts, so that it does not matter how many.
      const examined = inOrder(plans.length, players.count, (at, signal) => {
        const each = plans[at] ?? plan;
        return tried(each, (one) =>
          players.play('urgent', (player) => examineOrFault(player, one, shrinkingId), signal),
        );
      });
      for await (const { results, isFailing } of examined) {
        results.forEach(onExamined);
        if (isFailing) return index;
        index += 1;
      }
      return -1;
    },
    mostPlays: mostShrinkPlays,
  });
}

export const shrinkingId = 'shrinking';
