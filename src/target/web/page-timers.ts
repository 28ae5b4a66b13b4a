import type { Clock, TimerId } from '@sinonjs/fake-timers';
import { PendingTimers } from '../../time/pending-timers.js';

/** A timer of the page, as the page asked for it. */
interface PageTimer {
  readonly run: () => void;
  readonly delayMs: number;
  readonly repeats: boolean;
  /** The timer of the clock that stands behind it; absent while the page is frozen. */
  id?: TimerId;
  /** How long it still has to go, while the page is frozen. */
  restMs: number;
}

/**
 * The timers of one page: numbered as in a browser, fired by the clock that it is given, and all gone when the page is
 * left. An error in a callback is the page's, and must not end the clock.
 */
export class PageTimers {
  readonly #clock: Clock;
  readonly #clockTimers: PendingTimers;
  readonly #pending = new Map<number, PageTimer>();
  readonly #onError: (error: unknown) => void;
  readonly #callbacks: WeakMap<object, unknown>;
  #last = 0;
  #left = false;
  #frozen = false;

  /** @param callbacks is told, for each function that is given to the clock, what the page wanted to be run */
  constructor(clock: Clock, onError: (error: unknown) => void, callbacks = new WeakMap<object, unknown>()) {
    this.#clock = clock;
    this.#clockTimers = new PendingTimers(clock);
    this.#onError = onError;
    this.#callbacks = callbacks;
  }

  get isFrozen(): boolean {
    return this.#frozen;
  }

  /** How many of them the clock will fire. */
  get count(): number {
    return this.#frozen ? 0 : this.#pending.size;
  }

  install(window: { eval(text: string): unknown }): void {
    const guarded = (callback: unknown, values: readonly unknown[], after: () => void = () => {}) => {
      const run = (): void => {
        after();
        try {
          if (typeof callback === 'function') callback.apply(window, values);
          else window.eval(String(callback));
        } catch (error) {
          this.#onError(error);
        }
      };
      this.#callbacks.set(run, callback);
      return run;
    };
    const clear = (number: unknown): void => {
      const key = Number(number);
      const timer = this.#pending.get(key);
      if (timer?.id !== undefined) this.#clock.clearTimeout(timer.id);
      this.#pending.delete(key);
    };
    Object.assign(window, {
      setTimeout: (callback: unknown, delayMs?: number, ...values: unknown[]): number => {
        const number = ++this.#last;
        this.#add(
          number,
          guarded(callback, values, () => this.#pending.delete(number)),
          delayMs ?? 0,
          false,
        );
        return number;
      },
      setInterval: (callback: unknown, delayMs?: number, ...values: unknown[]): number => {
        const number = ++this.#last;
        this.#add(number, guarded(callback, values), delayMs ?? 0, true);
        return number;
      },
      clearTimeout: clear,
      clearInterval: clear,
    });
  }

  /** Time stands still for the page: its timers keep the time that they have left. */
  freeze(): void {
    const due = new Map(this.#clockTimers.all().map((timer) => [timer.id, timer]));
    const order = ({ id }: PageTimer): number => due.get(Number(id))?.order ?? 0;
    const timers = [...this.#pending].sort(([, one], [, other]) => order(one) - order(other));
    // Kept in the order in which they were scheduled, which decides among those of one instant when they go on.
    this.#pending.clear();
    for (const [number, timer] of timers) {
      if (timer.id !== undefined) {
        timer.restMs = (due.get(Number(timer.id))?.callAt ?? this.#clock.now) - this.#clock.now;
        this.#clock.clearTimeout(timer.id);
        delete timer.id;
      }
      this.#pending.set(number, timer);
    }
    this.#frozen = true;
  }

  thaw(): void {
    this.#frozen = false;
    for (const timer of this.#pending.values()) {
      if (!timer.repeats) {
        timer.id = this.#clock.setTimeout(timer.run, timer.restMs);
        continue;
      }
      const resume = (): void => {
        timer.id = this.#clock.setInterval(timer.run, timer.delayMs);
        timer.run();
      };
      this.#callbacks.set(resume, this.#callbacks.get(timer.run));
      timer.id = this.#clock.setTimeout(resume, timer.restMs);
    }
  }

  /** The page is left: what is pending is dropped, and what its last promise reactions ask for is not scheduled. */
  cancelAll(): void {
    this.#left = true;
    for (const { id } of this.#pending.values()) if (id !== undefined) this.#clock.clearTimeout(id);
    this.#pending.clear();
  }

  #add(number: number, run: () => void, delayMs: number, repeats: boolean): void {
    if (this.#left) return;
    const timer: PageTimer = { run, delayMs, repeats, restMs: delayMs };
    if (!this.#frozen)
      timer.id = repeats ? this.#clock.setInterval(run, delayMs) : this.#clock.setTimeout(run, delayMs);
    this.#pending.set(number, timer);
  }
}
