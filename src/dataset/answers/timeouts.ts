import type { EventRow, UserData } from '../rows.js';
import { eventsByDevice } from './activity.js';

/** What a timeout would make of the visits. */
export interface TimeoutOutcome {
  readonly timeoutMs: number;
  readonly sessions: number;
  /** Visits that it cuts into several sessions. */
  readonly cut: number;
  /** Visits that it joins to the one before. */
  readonly joined: number;
}

/** Counts what each of many timeouts would make of the same events, from the pauses between them. */
export class Timeouts {
  readonly #timeoutsMs: readonly number[];
  readonly #sessions: number[];
  readonly #cut: number[];
  readonly #joined: number[];
  visits = 0;

  constructor(timeoutsMs: readonly number[]) {
    this.#timeoutsMs = timeoutsMs;
    this.#sessions = timeoutsMs.map(() => 0);
    this.#cut = timeoutsMs.map(() => 0);
    this.#joined = timeoutsMs.map(() => 0);
  }

  add(user: UserData): void {
    for (const events of eventsByDevice(user).values()) this.#addDevice(events);
  }

  outcomes(): TimeoutOutcome[] {
    return this.#timeoutsMs.map((timeoutMs, index) => ({
      timeoutMs,
      sessions: this.#sessions[index] ?? 0,
      cut: this.#cut[index] ?? 0,
      joined: this.#joined[index] ?? 0,
    }));
  }

  #addDevice(events: readonly EventRow[]): void {
    /** The longest pause within each visit. */
    const longestMs = new Map<number, number>();
    for (const [index, event] of events.entries()) {
      const before = events[index - 1];
      const pauseMs = before === undefined ? Number.POSITIVE_INFINITY : event.timestampMs - before.timestampMs;
      const isSameVisit = before?.visit === event.visit;
      if (isSameVisit) longestMs.set(event.visit, Math.max(longestMs.get(event.visit) ?? 0, pauseMs));
      else longestMs.set(event.visit, longestMs.get(event.visit) ?? 0);
      for (const [at, timeoutMs] of this.#timeoutsMs.entries()) {
        if (pauseMs > timeoutMs) this.#sessions[at] = (this.#sessions[at] ?? 0) + 1;
        else if (!isSameVisit) this.#joined[at] = (this.#joined[at] ?? 0) + 1;
      }
    }
    this.visits += longestMs.size;
    for (const pauseMs of longestMs.values()) {
      for (const [at, timeoutMs] of this.#timeoutsMs.entries()) {
        if (pauseMs > timeoutMs) this.#cut[at] = (this.#cut[at] ?? 0) + 1;
      }
    }
  }
}

/** The timeout that goes wrong least often: that cuts and joins the fewest visits. */
export function leastWrong(outcomes: readonly TimeoutOutcome[]): TimeoutOutcome {
  const [first, ...others] = outcomes;
  if (first === undefined) throw new RangeError('there is no timeout to choose from');
  return others.reduce((best, each) => (wrong(each) < wrong(best) ? each : best), first);
}

export function wrong({ cut, joined }: TimeoutOutcome): number {
  return cut + joined;
}
