import type { Clock as FakeTimersClock } from '@sinonjs/fake-timers';
import type { Clock, ClockReading } from './clock.js';
import { PendingTimers } from './pending-timers.js';
import { Recurrence, type Round, type World } from './recurrence.js';

/**
 * A clock whose timers belong to somebody else's code, stepped from timer to timer. Between two timers the pending
 * promise reactions run, as they would in a browser, but only a bounded number of rounds: a page that resolves promises
 * for ever must not hold the clock.
 */

/** Rounds of promise reactions that are let run after each timer. The RudderStack SDK needs about a dozen. */
const microtaskRounds = 20;

/** A move may fire this many timers, and so many more for every second that it lasts. */
const timersPerMove = 100_000;
const timersPerSecond = 100;

/** The code under test schedules timers faster than any page could want: it loops. */
export class TimerLoopError extends Error {
  constructor(timers: number, passedMs: number) {
    super(
      `the SDK fired ${timers} timers within ${passedMs} virtual milliseconds of one wait: it schedules timers in a loop`,
    );
    this.name = 'TimerLoopError';
  }
}

/** Lets what is already resolved run. */
export async function drainMicrotasks(): Promise<void> {
  for (let round = 0; round < microtaskRounds; round++) await undefined;
}

export class SteppedClock implements Clock {
  readonly #clock: FakeTimersClock;
  readonly #pending: PendingTimers;
  readonly #world: World | undefined;
  readonly #rest: () => Promise<void>;
  #elapsedMs = 0;
  #monotonicMs = 0;
  #timersFired = 0;
  /** What the wall clock showed before the timer that is firing; absent between timers. */
  #firingFromMs: number | undefined;

  /**
   * @param world the pages that the timers belong to, for fast-forwarding; without it every timer is fired
   * @param rest lets what a timer has set going come to rest before the next fires; default: its promise reactions
   */
  constructor(clock: FakeTimersClock, world?: World, rest: () => Promise<void> = drainMicrotasks) {
    this.#clock = clock;
    this.#pending = new PendingTimers(clock);
    this.#world = world;
    this.#rest = rest;
  }

  /** How many timers wait to fire. */
  get pendingTimers(): number {
    return this.#pending.count;
  }

  get timersFired(): number {
    return this.#timersFired;
  }

  read(): ClockReading {
    const wallMs = this.#clock.now;
    // A timer that is firing sees the time at which it is due, which has not been counted yet.
    const uncountedMs = this.#firingFromMs === undefined ? 0 : wallMs - this.#firingFromMs;
    return { elapsedMs: this.#elapsedMs + uncountedMs, wallMs, monotonicMs: this.#monotonicMs + uncountedMs };
  }

  /**
   * With a world to look at, rounds of an idle page that are like the one before are skipped: nothing that a trace holds
   * is changed by that.
   * @throws TimerLoopError when the SDK schedules timers without end.
   */
  async tick(durationMs: number): Promise<void> {
    const startMs = this.#clock.now;
    const endMs = startMs + durationMs;
    const limit = timersPerMove + (durationMs / 1_000) * timersPerSecond;
    const recurrence = this.#world === undefined ? undefined : new Recurrence(this.#pending, this.#world);
    let fired = 0;
    while (this.#pending.nextDueMs() <= endMs) {
      if (fired >= limit) throw new TimerLoopError(fired, this.#clock.now - startMs);
      const beforeMs = this.#clock.now;
      this.#firingFromMs = beforeMs;
      this.#clock.next();
      this.#firingFromMs = undefined;
      fired += 1;
      this.#timersFired += 1;
      this.#pass(this.#clock.now - beforeMs);
      await this.#rest();
      const round = recurrence?.look(this.#clock.now, this.#timersFired, endMs);
      if (round !== undefined) fired += this.#skip(round, limit - fired);
    }
    const restMs = endMs - this.#clock.now;
    if (restMs > 0) this.#clock.tick(restMs);
    this.#pass(restMs);
    await this.#rest();
  }

  async sleep(durationMs: number): Promise<void> {
    // Setting the system time moves every pending timer by the same amount, so each keeps the time that it had left.
    this.#clock.setSystemTime(this.#clock.now + durationMs);
    this.#pending.noteLateness();
    this.#elapsedMs += durationMs;
  }

  async set(byMs: number): Promise<void> {
    this.#clock.setSystemTime(this.#clock.now + byMs);
    this.#pending.noteLateness();
  }

  /** To be told when timers were put in again that somebody had asked for earlier, such as those of a page that is thawed. */
  noteLateness(): void {
    this.#pending.noteLateness();
  }

  #pass(durationMs: number): void {
    this.#elapsedMs += durationMs;
    this.#monotonicMs += durationMs;
  }

  /**
   * Skips a round as often as it can be, but not beyond the number of timers at which a wait is called a loop.
   * @returns how many timers did not have to be fired
   */
  #skip({ lengthMs, timers, lines, times, moving, movingTimes }: Round, mostTimers: number): number {
    const rounds = Math.min(times, Math.floor(mostTimers / timers));
    const skippedMs = rounds * lengthMs;
    // The other timers are due later than this, so that none fires.
    this.#pending.carry(moving, skippedMs);
    this.#world?.moveTimes(movingTimes, skippedMs);
    this.#world?.sayAgain(lines, rounds, lengthMs);
    this.#pass(skippedMs);
    this.#timersFired += rounds * timers;
    return rounds * timers;
  }
}
