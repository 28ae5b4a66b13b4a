import type { Clock, TimerId } from '@sinonjs/fake-timers';
import type { DOMWindow } from 'jsdom';

/**
 * The timers of one page: numbered as in a browser, fired by the clock that it is given, and all gone when the page is
 * left. An error in a callback is the page's, and must not end the clock.
 */
export class PageTimers {
  readonly #clock: Clock;
  readonly #pending = new Map<number, TimerId>();
  readonly #onError: (error: unknown) => void;
  readonly #callbacks: WeakMap<object, unknown>;
  #last = 0;
  #left = false;

  /** @param callbacks is told, for each function that is given to the clock, what the page wanted to be run */
  constructor(clock: Clock, onError: (error: unknown) => void, callbacks = new WeakMap<object, unknown>()) {
    this.#clock = clock;
    this.#onError = onError;
    this.#callbacks = callbacks;
  }

  install(window: DOMWindow): void {
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
      if (timer !== undefined) this.#clock.clearTimeout(timer);
      this.#pending.delete(key);
    };
    Object.assign(window, {
      setTimeout: (callback: unknown, delayMs?: number, ...values: unknown[]): number => {
        const number = ++this.#last;
        if (this.#left) return number;
        const run = guarded(callback, values, () => this.#pending.delete(number));
        this.#pending.set(number, this.#clock.setTimeout(run, delayMs ?? 0));
        return number;
      },
      setInterval: (callback: unknown, delayMs?: number, ...values: unknown[]): number => {
        const number = ++this.#last;
        if (this.#left) return number;
        this.#pending.set(number, this.#clock.setInterval(guarded(callback, values), delayMs ?? 0));
        return number;
      },
      clearTimeout: clear,
      clearInterval: clear,
    });
  }

  /** The page is left: what is pending is dropped, and what its last promise reactions ask for is not scheduled. */
  cancelAll(): void {
    this.#left = true;
    for (const timer of this.#pending.values()) this.#clock.clearTimeout(timer);
    this.#pending.clear();
  }
}
