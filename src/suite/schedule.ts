import type { Played } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import { type Target, UntestableError } from '../target/index.js';

export type { Played } from '../record/bundle.js';

/**
 * Plays cases on as many targets as there are jobs, each taking the next case when it is free.
 * @param onPlayed called once for each case that was played, in any order; it answers whether to go on
 */
export async function playAll(
  cases: readonly Case[],
  targets: readonly Target[],
  onPlayed: (scenario: Case, played: Played) => boolean,
): Promise<void> {
  let next = 0;
  let goOn = true;
  const work = async (target: Target): Promise<void> => {
    while (goOn) {
      const scenario = cases[next++];
      if (scenario === undefined) return;
      try {
        goOn = onPlayed(scenario, await playOne(scenario, target)) && goOn;
      } catch (error) {
        // The others finish what they play and take no more, so that nothing is left running.
        goOn = false;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(targets.map(work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Plays one case. Whatever else than an UntestableError the target throws goes on. */
export async function playOne(scenario: Case, target: Target): Promise<Played> {
  try {
    return { trace: await target.play(scenario.timeline) };
  } catch (error) {
    if (error instanceof UntestableError) return { untestable: error.message };
    throw error;
  }
}
