const dayMs = 86_400_000;

/** Zones differ from UTC by multiples of this, and change their difference at multiples of it. */
const grainMs = 900_000;

export interface LocalHour {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 is Monday. */
  readonly weekday: number;
  /** Days of the calendar since 1 January 1970. */
  readonly day: number;
}

/** What the clock on the wall shows somewhere. Asking for a zone is slow, so each quarter of an hour is asked for once. */
export class LocalTime {
  readonly #zones = new Map<string, { readonly format: Intl.DateTimeFormat; readonly known: Map<number, LocalHour> }>();

  /** @throws RangeError for a time zone that there is not */
  at(instantMs: number, timeZone: string): LocalHour {
    let zone = this.#zones.get(timeZone);
    if (zone === undefined) {
      const numeric = 'numeric';
      const parts = { hourCycle: 'h23', hour: numeric, year: numeric, month: numeric, day: numeric } as const;
      zone = { format: new Intl.DateTimeFormat('en-US', { timeZone, ...parts }), known: new Map() };
      this.#zones.set(timeZone, zone);
    }
    const quarter = Math.floor(instantMs / grainMs);
    const known = zone.known.get(quarter);
    if (known !== undefined) return known;
    const parts = zone.format.formatToParts(quarter * grainMs);
    const part = (wanted: string): number => Number(parts.find(({ type }) => type === wanted)?.value);
    const day = Date.UTC(part('year'), part('month') - 1, part('day')) / dayMs;
    // The first of January 1970 was a Thursday.
    const local = { hour: part('hour'), weekday: (day + 3) % 7, day };
    zone.known.set(quarter, local);
    return local;
  }

  /** Whether the clocks are changed within half a day before or after. */
  isNearChange(instantMs: number, timeZone: string): boolean {
    const opposite = (this.at(instantMs, timeZone).hour + 12) % 24;
    return [-dayMs / 2, dayMs / 2].some((byMs) => this.at(instantMs + byMs, timeZone).hour !== opposite);
  }
}
