import type { ConfigValue, LoadConfig, StepAction } from '../../record/timeline.js';
import type { ClockReading } from '../../time/clock.js';
import { UntestableError } from '../target.js';
import type { Connection } from './connection.js';
import type { ClockMove, TimelineClock } from './timeline-clock.js';

/** The clock of this machine, and a way to let its time pass. */
export interface MachineClock {
  wallMs(): number;
  monotonicMs(): number;
  sleep(durationMs: number): Promise<void>;
}

/** The lengths that an SDK has when nobody configures them; it may have no cut-off. */
export interface DefaultLengths {
  readonly timeoutMs: number;
  readonly cutOffMs: number | null;
}

/** By how much a step may be late in real time; nothing is said of what would hang on less. */
export const realToleranceMs = 200;

/**
 * Real time, in which a timeline is played so many times as fast: what it waits is waited for, and what the SDK is
 * configured to is shortened alike.
 */
export class RealClock implements TimelineClock {
  readonly timersFired = 0;
  readonly #machine: MachineClock;
  readonly #timeScale: number;
  readonly #defaults: DefaultLengths;
  #elapsedMs = 0;
  #beganMs = 0;

  /** @param defaults what an SDK is configured to, in the time of the timeline, where the timeline says nothing */
  constructor(timeScale: number, defaults: DefaultLengths, machine: MachineClock) {
    this.#timeScale = timeScale;
    this.#defaults = defaults;
    this.#machine = machine;
  }

  /** The time of the timeline as it is written, and the wall clock as it is. */
  read(): ClockReading {
    return { elapsedMs: this.#elapsedMs, wallMs: this.#machine.wallMs(), monotonicMs: this.#elapsedMs };
  }

  async begin(): Promise<void> {
    this.#beganMs = this.#machine.monotonicMs();
  }

  /** @throws UntestableError when the machine was so slow that the time between two steps is not what was written */
  async move(_connection: Connection, move: ClockMove, byMs: number): Promise<void> {
    if (move !== 'tick') throw new UntestableError(`the clock of the machine cannot be made to ${move}`);
    this.#refuseLate();
    this.#elapsedMs += byMs;
    await this.#machine.sleep(Math.max(0, -this.#lateMs()));
    this.#refuseLate();
  }

  asSent(action: StepAction): StepAction {
    if (this.#timeScale === 1) return action;
    if (action.kind === 'load') return { ...action, config: this.#shortened(action.config) };
    if (!('config' in action) || action.config === undefined) return action;
    return { ...action, config: this.#shortened(action.config) };
  }

  #lateMs(): number {
    return this.#machine.monotonicMs() - this.#beganMs - this.#elapsedMs / this.#timeScale;
  }

  #refuseLate(): void {
    const lateMs = this.#lateMs();
    if (lateMs <= realToleranceMs) return;
    throw new UntestableError(
      `the machine was ${Math.round(lateMs)} ms late in real time, and ${realToleranceMs} ms are all that is allowed`,
    );
  }

  #shortened(config: LoadConfig): LoadConfig {
    const { sessions = {} } = config;
    const { cutOff } = sessions;
    // Who turns it on and says no more would get the length by default, which is not shortened.
    const byDefault = cutOff?.enabled === true ? (this.#defaults.cutOffMs ?? undefined) : undefined;
    const duration = cutOff?.duration ?? byDefault;
    return {
      ...config,
      sessions: {
        ...sessions,
        timeout: this.#shorter(sessions.timeout ?? this.#defaults.timeoutMs),
        ...(duration === undefined ? {} : { cutOff: { ...cutOff, duration: this.#shorter(duration) } }),
      },
    };
  }

  /** What is no length of time stays as it is. */
  #shorter(value: ConfigValue): ConfigValue {
    return typeof value === 'number' && value > 0 ? Math.max(1, Math.round(value / this.#timeScale)) : value;
  }
}
