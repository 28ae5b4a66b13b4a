import type { Clock } from '@sinonjs/fake-timers';

/** A timer that waits in a clock of fake-timers. All times are those of the wall clock, in milliseconds since the epoch. */
export interface PendingTimer {
  readonly id: number;
  readonly func: unknown;
  readonly type: string;
  /** As it was asked for, in milliseconds. */
  readonly delay?: number;
  readonly interval?: number;
  /** Counts how often timers were scheduled; among timers of one instant the lower one fires first. */
  readonly order: number;
  callAt: number;
}

/** The library's queue, which it does not show in public. */
interface TimerHeap {
  readonly timers: readonly PendingTimer[];
  peek(): PendingTimer | undefined;
  push(timer: PendingTimer): void;
  remove(timer: PendingTimer): void;
}

/**
 * The timers of a clock, which the library keeps to itself: when the next is due, which there are, and a way to carry
 * some of them along while time passes. The version of the library is pinned, and a test looks at each of these.
 */
export class PendingTimers {
  readonly #clock: Clock;
  /** The timers that are late, with the number that they had then; one that is scheduled anew has another. */
  readonly #late = new WeakMap<PendingTimer, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** When the next timer is due; infinity when none is pending. */
  nextDueMs(): number {
    return this.#heap()?.peek()?.callAt ?? Number.POSITIVE_INFINITY;
  }

  get count(): number {
    return this.#heap()?.timers.length ?? 0;
  }

  /** In no particular order, in a new array. */
  all(): PendingTimer[] {
    return [...(this.#heap()?.timers ?? [])];
  }

  /**
   * Lets time pass for some timers without firing them: afterwards each has as long to go as before, and they are in the
   * same order among themselves. The others are fired when they are due. Taken out and put in again, for the library
   * sorts only then, and while they are out nothing can fire them.
   */
  carry(timers: readonly PendingTimer[], byMs: number): void {
    const heap = this.#heap();
    for (const timer of timers) heap?.remove(timer);
    this.#clock.tick(byMs);
    for (const timer of timers) {
      timer.callAt += byMs;
      heap?.push(timer);
      this.#late.set(timer, timer.order);
    }
  }

  /**
   * Whoever looks at the clock when one of the present timers fires will see that it was asked for longer ago than it
   * waited, as after a night in which the device slept.
   */
  noteLateness(): void {
    for (const timer of this.#heap()?.timers ?? []) this.#late.set(timer, timer.order);
  }

  isLate(timer: PendingTimer): boolean {
    return this.#late.get(timer) === timer.order;
  }

  #heap(): TimerHeap | undefined {
    const heap: unknown = Reflect.get(this.#clock, 'timerHeap');
    return heap as TimerHeap | undefined;
  }
}
