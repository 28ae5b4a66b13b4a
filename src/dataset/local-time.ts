/** Zones differ from UTC by multiples of this, and change their difference at multiples of it. */
const grainMs = 900_000;

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export interface LocalHour {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 is Monday. */
  readonly weekday: number;
}

/** What the clock on the wall shows somewhere. Asking for a zone is slow, so each quarter of an hour is asked for once. */
export class LocalTime {
  readonly #zones = new Map<string, { readonly format: Intl.DateTimeFormat; readonly known: Map<number, LocalHour> }>();

  /** @throws RangeError for a time zone that there is not */
  at(instantMs: number, timeZone: string): LocalHour {
    let zone = this.#zones.get(timeZone);
    if (zone === undefined) {
      const format = new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        hour: 'numeric',
        weekday: 'short',
      });
      zone = { format, known: new Map() };
      this.#zones.set(timeZone, zone);
    }
    const quarter = Math.floor(instantMs / grainMs);
    const known = zone.known.get(quarter);
    if (known !== undefined) return known;
    const parts = zone.format.formatToParts(quarter * grainMs);
    const part = (wanted: string): string => parts.find(({ type }) => type === wanted)?.value ?? '';
    const local = { hour: Number(part('hour')), weekday: weekdays.indexOf(part('weekday')) };
    zone.known.set(quarter, local);
    return local;
  }
}
