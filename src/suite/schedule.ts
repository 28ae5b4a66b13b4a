import type { Played } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import { type Target, UntestableError } from '../target/index.js';
import { hostTurn } from '../time/host.js';

export interface PlayAllOptions {
  /** When it is aborted, no case is begun any more, and nobody waits for those that are played. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether a target begins its next case before the last one is handed on, so that it does not wait while that is looked
   * at; default: no, for then it has begun one too many when the answer is that it is enough.
   */
  readonly ahead?: boolean;
  /** Whether every other target takes the cases from the end, so that the targets meet in the middle; default: no. */
  readonly fromBothEnds?: boolean;
  /** Whether what is played counts at all, if only time will tell; when it does not, nothing is handed on. */
  readonly counts?: boolean | Promise<boolean>;
}

/** A case that a target plays just now. */
interface Begun {
  readonly scenario: Case;
  readonly playing: Promise<Played | undefined>;
}

/**
 * Plays cases on as many targets as there are jobs, each taking the next case when it is free.
 * @param targets one that is promised joins when it is there, if it is one then
 * @param onPlayed called once for each case that was played, in any order; it answers whether to go on
 */
export async function playAll(
  cases: readonly Case[],
  targets: readonly (Target | Promise<Target | undefined>)[],
  onPlayed: (scenario: Case, played: Played) => boolean,
  { signal, ahead = false, fromBothEnds = false, counts = true }: PlayAllOptions = {},
): Promise<void> {
  const waiting = [...cases];
  let goOn = true;
  const begin = async (target: Target, isFromEnd: boolean): Promise<Begun | undefined> => {
    // A target that never waits for anything would keep the process from hearing of a signal.
    if (signal !== undefined) await hostTurn();
    if (!goOn || signal?.aborted === true) return undefined;
    const scenario = isFromEnd ? waiting.pop() : waiting.shift();
    return scenario && { scenario, playing: unlessAborted(playOne(scenario, target), signal) };
  };
  const work = async (promised: Target | Promise<Target | undefined>, position: number): Promise<void> => {
    const isFromEnd = fromBothEnds && position % 2 === 1;
    let begun: Begun | undefined;
    try {
      const target = await promised;
      if (target === undefined) return;
      begun = await begin(target, isFromEnd);
      while (begun !== undefined) {
        const { scenario, playing } = begun;
        const played = await playing;
        if (played === undefined || signal?.aborted === true || !(await counts)) return;
        if (ahead) begun = await begin(target, isFromEnd);
        goOn = onPlayed(scenario, played) && goOn;
        if (!ahead) begun = await begin(target, isFromEnd);
      }
    } catch (error) {
      // All finish what they play and take no more, so that nothing is left running.
      goOn = false;
      await Promise.allSettled([begun?.playing]);
      throw error;
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
