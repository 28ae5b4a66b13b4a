import type { Clock as FakeTimersClock } from '@sinonjs/fake-timers';
import type { Clock, ClockReading } from './clock.js';

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
  #elapsedMs = 0;
  #monotonicMs = 0;
  #timersFired = 0;
  /** What the wall clock showed before the timer that is firing; absent between timers. */
  #firingFromMs: number | undefined;

  constructor(clock: FakeTimersClock) {
    this.#clock = clock;
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

  /** @throws TimerLoopError when the SDK schedules timers without end. */
  async tick(durationMs: number): Promise<void> {
    const startMs = this.#clock.now;
    const endMs = startMs + durationMs;
    const limit = timersPerMove + (durationMs / 1_000) * timersPerSecond;
    let fired = 0;
    for (let dueMs = this.#nextDueMs(); dueMs <= endMs; dueMs = this.#nextDueMs()) {
      if (fired >= limit) throw new TimerLoopError(fired, this.#clock.now - startMs);
      const beforeMs = this.#clock.now;
      this.#firingFromMs = beforeMs;
      this.#clock.next();
      this.#firingFromMs = undefined;
      fired += 1;
      this.#timersFired += 1;
      this.#pass(this.#clock.now - beforeMs);
      await drainMicrotasks();
    }
    const restMs = endMs - this.#clock.now;
    if (restMs > 0) this.#clock.tick(restMs);
    this.#pass(restMs);
    await drainMicrotasks();
  }

  async sleep(durationMs: number): Promise<void> {
    // Setting the system time moves every pending timer by the same amount, so each keeps the time that it had left.
    this.#clock.setSystemTime(this.#clock.now + durationMs);
    this.#elapsedMs += durationMs;
  }

  async set(byMs: number): Promise<void> {
    this.#clock.setSystemTime(this.#clock.now + byMs);
  }

  #pass(durationMs: number): void {
    this.#elapsedMs += durationMs;
    this.#monotonicMs += durationMs;
  }

  /** When the next timer is due, by the wall clock; infinity when none is pending. The library has no public peek. */
  #nextDueMs(): number {
    const timers: unknown = Reflect.get(this.#clock, 'timers');
    if (!(timers instanceof Map)) return Number.POSITIVE_INFINITY;
    let earliestMs = Number.POSITIVE_INFINITY;
    for (const timer of timers.values()) earliestMs = Math.min(earliestMs, Number(Reflect.get(timer, 'callAt')));
    return earliestMs;
  }
}
