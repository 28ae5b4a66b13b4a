/** Zones change their difference from UTC at multiples of this. */
const grainMs = 900_000;

/** From what the clock on the wall of a time zone shows to the instant. */
export class ZoneOffsets {
  readonly #format: Intl.DateTimeFormat;
  readonly #known = new Map<number, number>();

  /** @throws RangeError for a time zone that there is not */
  constructor(timeZone: string) {
    const numeric = 'numeric';
    const date = { year: numeric, month: numeric, day: numeric } as const;
    const clock = { hour: numeric, minute: numeric, second: numeric } as const;
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...date, ...clock });
  }

  /**
   * The instant at which the clock shows a time, which is given in milliseconds as if it were UTC. A time that is left out
   * when summer begins is an hour later, and of one that comes twice when it ends it is the first.
   */
  toUtc(wallMs: number): number {
    // A day before, the clocks show what they show before any change of this day.
    const beforeMs = this.#at(wallMs - 86_400_000);
    const afterMs = this.#at(wallMs + 86_400_000);
    if (beforeMs === afterMs) return wallMs - beforeMs;
    const first = wallMs - beforeMs;
    if (this.#at(first) === beforeMs) return first;
    const second = wallMs - afterMs;
    return this.#at(second) === afterMs ? second : first;
  }

  /** How far the clocks are ahead of UTC at an instant. */
  #at(instantMs: number): number {
    const grain = Math.floor(instantMs / grainMs);
    const known = this.#known.get(grain);
    if (known !== undefined) return known;
    const startMs = grain * grainMs;
    const parts = new Map(this.#format.formatToParts(startMs).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const shown = [part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')] as const;
    const offsetMs = Date.UTC(...shown) - startMs;
    this.#known.set(grain, offsetMs);
    return offsetMs;
  }
}
