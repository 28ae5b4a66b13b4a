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
}

/** The pages that a clock drives, seen from outside. */
export interface World {
  state(): WorldState;
  /** What would be run, as text: the same for every callback that would do the same. */
  describeCallback(func: unknown): string;
  /** Moves the times, given by their position in `timesMs` of the last state, on by so much. */
  moveTimes(positions: ReadonlySet<number>, byMs: number): void;
}

/** A round that can be repeated. */
export interface Round {
  readonly lengthMs: number;
  /** How many timers fire in it. */
  readonly timers: number;
  /** How often it can be skipped before something else may happen. */
  readonly times: number;
  /** The timers that go round with it; the others wait for an instant of their own. */
  readonly moving: readonly PendingTimer[];
  /** Positions of the stored times that go round with it. */
  readonly movingTimes: ReadonlySet<number>;
}

interface Sighting {
  readonly nowMs: number;
  readonly fired: number;
  readonly timers: readonly SeenTimer[];
  readonly rest: number;
  readonly world: WorldState;
}

interface SeenTimer {
  readonly timer: PendingTimer;
  readonly callAtMs: number;
  readonly what: string;
}

/** A round of more steps than this is not looked for. */
const longestRoundSteps = 128;
/**
 * A round is skipped if it can be skipped so often. Fewer are stepped through: what looks like a short round until some
 * timer fires may be part of a longer one that that timer belongs to, and the longer one is worth waiting for.
 */
const fewestRounds = 16;
/**
 * A stored time that passed so recently may be what the page measures something from, such as how long ago another tab
 * was last alive. Until it is older, the wait is stepped through.
 */
const recentMs = 60_000;
/** After so many steps without a recurrence the page is not one that goes round, and looking on would only cost time. */
const patienceSteps = 5_000;

/** Looks for recurrences within one wait. */
export class Recurrence {
  readonly #pending: PendingTimers;
  readonly #world: World;
  /** The texts that were seen, numbered, so that they are compared once and not with every earlier sighting. */
  readonly #rests = new Map<string, number>();
  #sightings: Sighting[] = [];
  #stepsInVain = 0;

  constructor(pending: PendingTimers, world: World) {
    this.#pending = pending;
    this.#world = world;
  }

  /**
   * To be told after every timer, when the page has come to rest.
   * @param fired how many timers have fired so far
   * @param endMs the wall clock at the end of the wait
   * @returns a round that is worth skipping, if there is one
   */
  look(nowMs: number, fired: number, endMs: number): Round | undefined {
    if (this.#stepsInVain >= patienceSteps) return undefined;
    this.#stepsInVain += 1;
    const now = this.#sight(nowMs, fired);
    for (let index = this.#sightings.length - 1; index >= 0; index--) {
      const round = roundBetween(this.#sightings[index], now, endMs);
      if (round === undefined) continue;
      this.#sightings = [];
      this.#stepsInVain = 0;
      return round;
    }
    this.#sightings.push(now);
    if (this.#sightings.length > longestRoundSteps) this.#sightings.shift();
    return undefined;
  }

  #sight(nowMs: number, fired: number): Sighting {
    const timers = this.#pending.all().map((timer) => ({
      timer,
      callAtMs: timer.callAt,
      what: `${timer.type} ${timer.delay} ${timer.interval} ${this.#world.describeCallback(timer.func)}`,
    }));
    // In the order in which they will fire: the library's own number decides among those of one instant.
    timers.sort((one, other) => one.callAtMs - other.callAtMs || one.timer.order - other.timer.order);
    const world = this.#world.state();
    const rest = this.#rests.get(world.rest) ?? this.#rests.size;
    this.#rests.set(world.rest, rest);
    return { nowMs, fired, timers, rest, world };
  }
}

/** Whether the later sighting is the earlier one again, one round on. */
function roundBetween(earlier: Sighting | undefined, later: Sighting, endMs: number): Round | undefined {
  if (earlier === undefined || earlier.rest !== later.rest) return undefined;
  const lengthMs = later.nowMs - earlier.nowMs;
  if (lengthMs <= 0 || earlier.timers.length !== later.timers.length) return undefined;
  const movingTimes = matchTimes(earlier.world.timesMs, later.world.timesMs, lengthMs);
  if (movingTimes === undefined) return undefined;
  const moving = matchTimers(earlier.timers, later.timers, lengthMs);
  if (moving === undefined) return undefined;
  // A timer that waits is left a whole round to be stepped through, so that all that goes round has been scheduled anew
  // when it fires: the order of timers of one instant is that in which they were scheduled.
  const waiting = later.timers
    .filter(({ timer }) => !moving.includes(timer))
    .map(({ callAtMs }) => callAtMs - lengthMs);
  const standing = later.world.timesMs.filter((_, position) => !movingTimes.has(position));
  if (standing.some((timeMs) => timeMs <= later.nowMs && timeMs > later.nowMs - recentMs)) return undefined;
  // An instant that has passed is no boundary; one that is still to come is passed step by step, for the page may look
  // at the clock.
  const instants = [...standing, ...later.world.deadlinesMs]
    .filter((timeMs) => timeMs >= later.nowMs)
    .map((timeMs) => timeMs - 1);
  const boundMs = Math.min(endMs, ...waiting, ...instants);
  const times = Math.floor((boundMs - later.nowMs) / lengthMs);
  if (times < fewestRounds) return undefined;
  return { lengthMs, timers: later.fired - earlier.fired, times, moving, movingTimes };
}

/** The positions of the times that moved on by a round; nothing if one did something else. */
function matchTimes(earlier: readonly number[], later: readonly number[], lengthMs: number): Set<number> | undefined {
  if (earlier.length !== later.length) return undefined;
  const moving = new Set<number>();
  for (const [position, timeMs] of later.entries()) {
    // There is one: both are of the same length.
    const before = Number(earlier[position]);
    if (before === timeMs) continue;
    if (timeMs - before !== lengthMs) return undefined;
    moving.add(position);
  }
  return moving;
}

/** The timers that moved on by a round, in place of those that fired; nothing if the others are not as they were. */
function matchTimers(
  earlier: readonly SeenTimer[],
  later: readonly SeenTimer[],
  lengthMs: number,
): PendingTimer[] | undefined {
  const before = new Map(earlier.map((seen) => [seen.timer, seen]));
  const waiting = new Set(
    later.filter(({ timer, callAtMs }) => before.get(timer)?.callAtMs === callAtMs).map(({ timer }) => timer),
  );
  // As many: there were as many timers, and those that wait were among them.
  const then = earlier.filter(({ timer }) => !waiting.has(timer));
  const now = later.filter(({ timer }) => !waiting.has(timer));
  for (const [index, { callAtMs, what }] of now.entries()) {
    const match = then[index];
    if (match?.what !== what || callAtMs - match.callAtMs !== lengthMs) return undefined;
  }
  return now.map(({ timer }) => timer);
}
