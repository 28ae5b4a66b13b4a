import type { Trace } from '../record/trace.js';
import { type Cause, explain } from './causes.js';
import type { Examined, Examiner } from './examine.js';
import { firstDifference } from './first-difference.js';
import { inOrder } from './in-order.js';
import type { Plan } from './plan.js';
import type { Players } from './players.js';

/** A generated timeline that was played, and all that was played with it. */
export interface PlayedRun {
  readonly run: number;
  readonly plan: Plan;
  readonly examined: Examined;
  /** What was different when it was played again. */
  readonly difference?: string;
  /** What was played to explain its failures by the causes that were known then, by the plan as JSON. */
  readonly replays: ReadonlyMap<string, Examined>;
}

export interface PlayRunsOptions {
  readonly players: Players<Examiner>;
  readonly runs: number;
  readonly draw: (run: number) => Plan;
  /** Whether each timeline is played twice, to see whether the target does the same. */
  readonly twice: boolean;
  /** The causes that are known, when it is asked. */
  readonly causes: () => readonly Cause[];
}

/** Runs that are played at most, for each player, before the one that is taken next: so many traces wait at once. */
const mostAhead = 16;

/**
 * Plays generated timelines and hands them on in the order of their runs. Whoever is free plays ahead, and what explains
 * the failures of a run is played with it: while one run is looked at, nobody waits.
 */
export function playRuns(options: PlayRunsOptions): AsyncGenerator<PlayedRun, void, undefined> {
  const { players, runs } = options;
  // A single player would be kept by it from what is waited for.
  const most = players.count === 1 ? 1 : players.count * mostAhead;
  return inOrder(runs, most, (run, signal) =>
    players.play('ahead', (examiner) => playRun(examiner, run, options), signal),
  );
}

export function idOf(run: number): string {
  return `fuzz/${run + 1}`;
}

/** An error in the engine or in a check is a fault of Lapse, of this timeline only. */
export async function examineOrFault(examiner: Examiner, plan: Plan, id: string): Promise<Examined> {
  try {
    return await examiner.examine(plan, id);
  } catch (error) {
    const discarded = `it could not be judged: ${error instanceof Error ? error.message : String(error)}`;
    return { ...examiner.resolve(plan, id), breaches: [], taken: new Set(), discarded, isFault: true };
  }
}

async function playRun(examiner: Examiner, run: number, { draw, twice, causes }: PlayRunsOptions): Promise<PlayedRun> {
  const plan = draw(run);
  const examined = await examineOrFault(examiner, plan, idOf(run));
  const replays = new Map<string, Examined>();
  const played = { run, plan, examined, replays };
  if (examined.trace === undefined) return played;
  const difference = twice ? await differenceOf(examiner, examined) : undefined;
  if (difference !== undefined) return { ...played, difference };
  // Causes that are found until its turn comes may ask for more.
  if (examined.breaches.length > 0) {
    await explain(plan, examined, [...causes()], async (each) => {
      const replay = await examineOrFault(examiner, each, idOf(run));
      replays.set(JSON.stringify(each), replay);
      return replay;
    });
  }
  return played;
}

async function differenceOf(
  examiner: Examiner,
  examined: Examined & { readonly trace: Trace },
): Promise<string | undefined> {
  const again = await examiner.play(examined);
  return typeof again === 'string' ? again : firstDifference(examined.trace, again);
}
