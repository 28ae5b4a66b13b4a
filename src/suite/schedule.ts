import type { Played } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import { type Target, UntestableError } from '../target/index.js';
import { hostTurn } from '../time/host.js';

/**
 * Plays cases on as many targets as there are jobs, each taking the next case when it is free.
 * @param onPlayed called once for each case that was played, in any order; it answers whether to go on
 * @param signal when it is aborted, no case is begun any more, and nobody waits for those that are played
 */
export async function playAll(
  cases: readonly Case[],
  targets: readonly Target[],
  onPlayed: (scenario: Case, played: Played) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  let next = 0;
  let goOn = true;
  const work = async (target: Target): Promise<void> => {
    while (goOn) {
      // A target that never waits for anything would keep the process from hearing of a signal.
      if (signal !== undefined) await hostTurn();
      if (signal?.aborted === true) return;
      const scenario = cases[next++];
      if (scenario === undefined) return;
      try {
        const played = await unlessAborted(playOne(scenario, target), signal);
        if (played === undefined) return;
        goOn = onPlayed(scenario, played) && goOn;
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

/** What the work comes to, or nothing if the signal is aborted before; what becomes of the work then is nobody's concern. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (signal === undefined) return work;
  let onAbort: () => void = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    onAbort = () => resolve(undefined);
  });
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
