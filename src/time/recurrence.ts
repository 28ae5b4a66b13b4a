import type { PendingTimer, PendingTimers } from './pending-timers.js';

/**
 * Finds out that a page on which nobody does anything goes round in circles.
 *
 * What can be seen of a page between two timers is its *state*: its pending timers, what it has stored, and how much it
 * has said so far. When the state recurs after P milliseconds, it will recur after every further P, until something
 * from outside of the circle happens; so whole rounds can be skipped. Two kinds of time in a state tell the rounds from
 * the rest: those that moved on by P belong to the circle, and those that did not are instants that the page waits for.
 *
 * What a page keeps in closures cannot be seen: an interval that compares the clock with a deadline in a variable looks
 * like an interval that does nothing. Whoever plays an SDK therefore has to ask for fast-forwarding, and to compare it
 * with full stepping.
 */

/** What is seen of the pages that the timers belong to, timers apart. */
export interface WorldState {
  /** Everything that has to be the same again, as one text. Times are left out of it. */
  readonly rest: string;
  /** The times that the text leaves out, in its order, in milliseconds since the epoch. */
  readonly timesMs: readonly number[];
  /** Instants at which something happens that no timer announces, such as a cookie that expires. */
  readonly deadlinesMs: readonly number[];
  /** How many lines the pages have logged so far. */
  readonly lines: number;
}

/** The pages that a clock drives, seen from outside. */
export interface World {
  /**
   * A stored time that passed so recently, in milliseconds, may be what the pages measure something from, such as how
   * long ago another tab was last alive. Until it is older, the wait is stepped through.
   */
  readonly looksBackMs: number;
  state(): WorldState;
  /** What would be run, as text: the same for every callback that would do the same. */
  describeCallback(func: unknown): string;
  /** Moves the times, given by their position in `timesMs` of the last state, on by so much. */
  moveTimes(positions: ReadonlySet<number>, byMs: number): void;
  /** Whether the last so many lines say the same as those right before them, each so much later. */
  saidAgain(lines: number, lengthMs: number): boolean;
  /** Says the last so many lines again, so often, each time so much later than before. */
  sayAgain(lines: number, times: number, lengthMs: number): void;
}

/** A round that can be repeated. */
export interface Round {
  readonly lengthMs: number;
  /** How many timers fire in it. */
  readonly timers: number;
  /** How many lines are logged in it. */
  readonly lines: number;
  /** How often it can be skipped before something else may happen. */
  readonly times: number;
  /** The timers that go round with it; the others wait for an instant of their own. */
  readonly moving: readonly PendingTimer[];
  /** Positions of the stored times that go round with it. */
  readonly movingTimes: ReadonlySet<number>;
}

interface Sighting {
  /** How many looks came before it. */
  readonly step: number;
  readonly nowMs: number;
  readonly fired: number;
  /** How long it is until the next timer fires. */
  readonly soonestMs: number;
  /** In the order in which they will fire. */
  readonly timers: readonly PendingTimer[];
  /** When each of them was due then, for it may be due at another time now. */
  readonly dueMs: readonly number[];
  /** Those that are late, which a page may treat in another way than the others. */
  readonly late: ReadonlySet<PendingTimer>;
  readonly rest: number;
  readonly world: WorldState;
}

/** A round of more steps than this is not looked for. */
const longestRoundSteps = 128;
/** One that shows that it comes round, one that is skipped, and the last, which is stepped through. */
const fewestRounds = 3;
/** After so many steps without a recurrence the page is not one that goes round, and looking on would only cost time. */
const patienceSteps = 5_000;

/** Looks for recurrences within one wait. */
export class Recurrence {
  readonly #pending: PendingTimers;
  readonly #world: World;
  /** The texts that were seen, numbered, so that they are compared once and not with every earlier sighting. */
  readonly #rests = new Map<string, number>();
  /** What each timer would do, told once. */
  readonly #described = new WeakMap<PendingTimer, string>();
  #sightings: Sighting[] = [];
  #step = 0;
  #stepsInVain = 0;

  constructor(pending: PendingTimers, world: World) {
    this.#pending = pending;
    this.#world = world;
  }

  /**
   * To be told after every timer, when the page has come to rest.
   * @param fired how many timers have fired so far
   * @param endMs the wall clock at the end of the wait, which is the same each time
   * @returns a round that is worth skipping, if there is one
   */
  look(nowMs: number, fired: number, endMs: number): Round | undefined {
    if (this.#stepsInVain >= patienceSteps) return undefined;
    this.#stepsInVain += 1;
    this.#step += 1;
    const leftMs = endMs - nowMs;
    this.#forget(nowMs, leftMs);
    // A round that begins here ends with the next timer at the soonest. To look costs more than to go on without.
    const soonestMs = this.#pending.nextDueMs() - nowMs;
    const mayBegin = fewestRounds * soonestMs <= leftMs;
    if (!mayBegin && this.#sightings.length === 0) return undefined;
    const now = this.#sight(nowMs, fired, soonestMs);
    for (let index = this.#sightings.length - 1; index >= 0; index--) {
      const earlier = this.#sightings[index] as Sighting;
      // Most are of another state, and this is done for a hundred of them after every timer.
      if (earlier.rest !== now.rest || earlier.soonestMs !== now.soonestMs) continue;
      const lines = now.world.lines - earlier.world.lines;
      if (lines > 0 && !this.#world.saidAgain(lines, nowMs - earlier.nowMs)) continue;
      const round = roundBetween(earlier, now, endMs, this.#world.looksBackMs, (timer) => this.#describe(timer));
      if (round === undefined) continue;
      // What was seen before stays in mind: a round that is skipped now may be part of a longer one.
      this.#stepsInVain = 0;
      return round;
    }
    if (mayBegin) this.#sightings.push(now);
    return undefined;
  }

  /** What lies so far back that no round from there on would be skipped, now or later. */
  #forget(nowMs: number, leftMs: number): void {
    const first = this.#sightings.findIndex(
      (each) => this.#step - each.step <= longestRoundSteps && (fewestRounds - 1) * (nowMs - each.nowMs) <= leftMs,
    );
    if (first !== 0) this.#sightings.splice(0, first < 0 ? this.#sightings.length : first);
  }

  #sight(nowMs: number, fired: number, soonestMs: number): Sighting {
    // In the order in which they will fire: the library's own number decides among those of one instant.
    const timers = this.#pending.all().sort((one, other) => one.callAt - other.callAt || one.order - other.order);
    const dueMs = timers.map(({ callAt }) => callAt);
    const late = new Set(timers.filter((timer) => this.#pending.isLate(timer)));
    const world = this.#world.state();
    const rest = this.#rests.get(world.rest) ?? this.#rests.size;
    this.#rests.set(world.rest, rest);
    return { step: this.#step, nowMs, fired, soonestMs, timers, dueMs, late, rest, world };
  }

  #describe(timer: PendingTimer): string {
    const known = this.#described.get(timer);
    if (known !== undefined) return known;
    const { type, delay, interval, func } = timer;
    const described = `${type} ${delay} ${interval} ${this.#world.describeCallback(func)}`;
    this.#described.set(timer, described);
    return described;
  }
}

/**
 * Whether the later sighting is the earlier one again, one round on.
 * @param earlier of which the texts are the same, and the next timer is as far away: it goes round, for one that waits for an
 * instant of its own leaves no time for a whole round before it
 */
function roundBetween(
  earlier: Sighting,
  later: Sighting,
  endMs: number,
  looksBackMs: number,
  describe: (timer: PendingTimer) => string,
): Round | undefined {
  const lengthMs = later.nowMs - earlier.nowMs;
  if (lengthMs <= 0 || earlier.timers.length !== later.timers.length) return undefined;
  if (!areMoved(earlier, later, lengthMs, looksBackMs)) return undefined;
  const moving = matchTimers(earlier, later, lengthMs, describe);
  if (moving === undefined) return undefined;
  const { timesMs, deadlinesMs } = later.world;
  const movingTimes = new Set(
    timesMs.flatMap((timeMs, position) => (timeMs === earlier.world.timesMs[position] ? [] : [position])),
  );
  const waiting = later.timers.filter((timer) => !moving.includes(timer)).map(({ callAt }) => callAt);
  const standing = timesMs.filter((_, position) => !movingTimes.has(position));
  // An instant that has passed is no boundary; one that is still to come is passed step by step, for the page may look
  // at the clock.
  const instants = [...standing, ...deadlinesMs].filter((timeMs) => timeMs >= later.nowMs).map((timeMs) => timeMs - 1);
  const boundMs = Math.min(endMs, ...waiting, ...instants);
  // The last round is stepped through, so that all that goes round has been scheduled anew by then. The order of timers
  // of one instant is that in which they were scheduled; and those that are carried along are late, of which a page may
  // take notice: the queues of the RudderStack SDKs leave out what should have been done long ago.
  const times = Math.floor((boundMs - later.nowMs) / lengthMs) - 1;
  if (times < 1) return undefined;
  const lines = later.world.lines - earlier.world.lines;
  return { lengthMs, timers: later.fired - earlier.fired, lines, times, moving, movingTimes };
}

/** Whether each stored time moved on by a round, or stands: yet to come, or too long ago before the round for any page to look. */
function areMoved(from: Sighting, { world: later, nowMs }: Sighting, lengthMs: number, looksBackMs: number): boolean {
  const earlier = from.world;
  if (earlier.timesMs.length !== later.timesMs.length) return false;
  return later.timesMs.every((timeMs, position) => {
    // There is one: both are of the same length.
    const movedMs = timeMs - Number(earlier.timesMs[position]);
    if (movedMs !== 0) return movedMs === lengthMs;
    return timeMs > nowMs || timeMs < from.nowMs - looksBackMs;
  });
}

/** The timers that moved on by a round, in place of those that fired; nothing if the others are not as they were. */
function matchTimers(
  earlier: Sighting,
  later: Sighting,
  lengthMs: number,
  describe: (timer: PendingTimer) => string,
): PendingTimer[] | undefined {
  const [dueBefore, dueNow] = [dueTimes(earlier), dueTimes(later)];
  const dueLaterMs = (timer: PendingTimer, before: PendingTimer): number =>
    Number(dueNow.get(timer)) - Number(dueBefore.get(before));
  // As many: there were as many timers, and those that wait were among them.
  const waits = (timer: PendingTimer): boolean => dueBefore.get(timer) === dueNow.get(timer);
  const moving: PendingTimer[] = [];
  let position = 0;
  for (const timer of later.timers) {
    if (waits(timer)) continue;
    let match = earlier.timers[position++];
    while (match !== undefined && waits(match)) match = earlier.timers[position++];
    if (match === undefined || dueLaterMs(timer, match) !== lengthMs) return undefined;
    if (earlier.late.has(match) || later.late.has(timer)) return undefined;
    if (describe(match) !== describe(timer)) return undefined;
    moving.push(timer);
  }
  return moving;
}

function dueTimes({ timers, dueMs }: Sighting): ReadonlyMap<PendingTimer, number> {
  return new Map(timers.map((timer, index) => [timer, Number(dueMs[index])]));
}
