/** What sessions of one kind come to. Durations are in milliseconds. */
export interface SessionFigures {
  readonly sessions: number;
  /** From the first event of a session to its last; absent without a session. */
  readonly meanMs: number | undefined;
  readonly medianMs: number | undefined;
  /** Sessions of a single event. */
  readonly bounces: number;
  readonly conversions: number;
  /** Sessions with a conversion. */
  readonly converting: number;
}

const firstCapacity = 64;

/** Counts sessions one by one, and keeps how long each was: eight bytes. */
export class Tally {
  #durationsMs = new Float64Array(firstCapacity);
  #sessions = 0;
  #bounces = 0;
  #conversions = 0;
  #converting = 0;

  add(durationMs: number, events: number, conversions: number): void {
    if (this.#sessions === this.#durationsMs.length) {
      const larger = new Float64Array(this.#sessions * 2);
      larger.set(this.#durationsMs);
      this.#durationsMs = larger;
    }
    this.#durationsMs[this.#sessions] = durationMs;
    this.#sessions += 1;
    if (events === 1) this.#bounces += 1;
    this.#conversions += conversions;
    if (conversions > 0) this.#converting += 1;
  }

  /** The figures of several tallies together. */
  static figuresOf(tallies: readonly Tally[]): SessionFigures {
    const sessions = tallies.reduce((sum, tally) => sum + tally.#sessions, 0);
    const durationsMs = new Float64Array(sessions);
    let at = 0;
    for (const tally of tallies) {
      durationsMs.set(tally.#durationsMs.subarray(0, tally.#sessions), at);
      at += tally.#sessions;
    }
    durationsMs.sort();
    return {
      sessions,
      meanMs: sessions === 0 ? undefined : durationsMs.reduce((sum, each) => sum + each, 0) / sessions,
      medianMs: medianOf(durationsMs),
      bounces: tallies.reduce((sum, tally) => sum + tally.#bounces, 0),
      conversions: tallies.reduce((sum, tally) => sum + tally.#conversions, 0),
      converting: tallies.reduce((sum, tally) => sum + tally.#converting, 0),
    };
  }
}

function medianOf(sorted: Float64Array): number | undefined {
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
