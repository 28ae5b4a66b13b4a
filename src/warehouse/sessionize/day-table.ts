import { LocalTime } from '../../time/local-time.js';

const dayMs = 86_400_000;

/** Dates do not change within a stretch of this length, in any time zone. */
const grainMs = 900_000;

/** Some eleven years, in which nearly all events lie. */
const tableLength = 400_000;

const unknown = -2_147_483_648;

/** The number of the local day of each instant, in a table that is filled as it is asked for. */
export class DayTable {
  readonly #zone: string;
  readonly #localTime = new LocalTime();
  readonly #days = new Int32Array(tableLength).fill(unknown);
  #first = Number.NaN;
  /** Where the time that was asked for last lies, and its day. */
  #fromMs = Number.NaN;
  #day = 0;

  /** @param zone a name of the time zone database */
  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Days of the calendar since 1 January 1970. */
  dayOf(timeMs: number): number {
    if (this.#zone === 'UTC') return Math.floor(timeMs / dayMs);
    // In the order of time, most times lie where the one before does.
    if (timeMs >= this.#fromMs && timeMs < this.#fromMs + grainMs) return this.#day;
    const grain = Math.floor(timeMs / grainMs);
    this.#fromMs = grain * grainMs;
    this.#day = this.#dayOfGrain(grain, timeMs);
    return this.#day;
  }

  #dayOfGrain(grain: number, timeMs: number): number {
    if (Number.isNaN(this.#first)) this.#first = grain - tableLength / 2;
    const place = grain - this.#first;
    if (place < 0 || place >= tableLength) return this.#localTime.at(timeMs, this.#zone).day;
    const known = this.#days[place] as number;
    if (known !== unknown) return known;
    const { day } = this.#localTime.at(timeMs, this.#zone);
    this.#days[place] = day;
    return day;
  }
}
