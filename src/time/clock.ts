/**
 * The seam of time. A clock moves in the three ways that people meet; whoever plays a timeline owns one.
 */
export interface ClockReading {
  /** Virtual time since the start of the timeline: passes on `tick` and on `sleep`. Nobody can set it. */
  readonly elapsedMs: number;
  /** What the device's wall clock shows, in milliseconds since the epoch. */
  readonly wallMs: number;
  /** What a page's monotonic clock shows: passes on `tick` only, for it stands still while a device is suspended. */
  readonly monotonicMs: number;
}

export interface Clock {
  read(): ClockReading;
  /** Time passes and timers fire. */
  tick(durationMs: number): void | Promise<void>;
  /** The device is suspended: timers freeze, then the wall clock has jumped. */
  sleep(durationMs: number): void | Promise<void>;
  /** Somebody moves the wall clock: no timer fires and monotonic time does not move. */
  set(byMs: number): void | Promise<void>;
}

/** A clock without timers, for the reference engine. */
export class SimulatedClock implements Clock {
  #elapsedMs = 0;
  #wallMs: number;
  #monotonicMs = 0;

  constructor(startMs: number) {
    this.#wallMs = startMs;
  }

  read(): ClockReading {
    return { elapsedMs: this.#elapsedMs, wallMs: this.#wallMs, monotonicMs: this.#monotonicMs };
  }

  tick(durationMs: number): void {
    this.#elapsedMs += durationMs;
    this.#wallMs += durationMs;
    this.#monotonicMs += durationMs;
  }

  sleep(durationMs: number): void {
    this.#elapsedMs += durationMs;
    this.#wallMs += durationMs;
  }

  set(byMs: number): void {
    this.#wallMs += byMs;
  }
}
