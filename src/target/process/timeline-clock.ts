import type { StepAction } from '../../record/timeline.js';
import { type ClockReading, SimulatedClock } from '../../time/clock.js';
import type { Connection } from './connection.js';

export type ClockMove = 'tick' | 'sleep' | 'set';

/** The time of a timeline that is played out of process, and how its SDK is made to live by it. */
export interface TimelineClock {
  read(): ClockReading;
  /** Timers fire where nobody here can count them. */
  readonly timersFired: number;
  /** A timeline begins now. */
  begin(): Promise<void>;
  /** @throws AdapterFault when the adapter is told, and does not answer */
  move(connection: Connection, move: ClockMove, byMs: number, limitMs: number): Promise<void>;
  /** A step as the adapter is told of it, whose SDK may have to be configured to another time. */
  asSent(action: StepAction): StepAction;
}

/** A clock that moves only when it is moved. */
export abstract class MovedClock implements TimelineClock {
  readonly timersFired = 0;
  readonly #clock: SimulatedClock;

  constructor(startMs: number) {
    this.#clock = new SimulatedClock(startMs);
  }

  read(): ClockReading {
    return this.#clock.read();
  }

  abstract begin(): Promise<void>;

  asSent(action: StepAction): StepAction {
    return action;
  }

  /** What the SDK sends while time passes arrives when it has passed. */
  async move(connection: Connection, move: ClockMove, byMs: number, limitMs: number): Promise<void> {
    if (move === 'tick') this.#clock.tick(byMs);
    else if (move === 'sleep') this.#clock.sleep(byMs);
    else this.#clock.set(byMs);
    await this.tell(connection, move, byMs, limitMs);
  }

  protected abstract tell(connection: Connection, move: ClockMove, byMs: number, limitMs: number): Promise<void>;
}

/** The adapter fakes the clock of its SDK, and is told of every move. */
export class ToldClock extends MovedClock {
  async begin(): Promise<void> {}

  protected async tell(connection: Connection, move: ClockMove, byMs: number, limitMs: number): Promise<void> {
    const { wallMs, elapsedMs } = this.read();
    await connection.ask({ command: 'clock', move, byMs, wallMs, elapsedMs }, limitMs);
  }
}
