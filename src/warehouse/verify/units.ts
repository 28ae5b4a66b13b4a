/** A unit in which gaps may be counted, and what is dropped then. */
export interface Unit {
  readonly unitMs: number;
  readonly name: string;
  readonly dropped: string;
}

const units: readonly Unit[] = [
  { unitMs: 1_000, name: 'second', dropped: 'milliseconds' },
  { unitMs: 60_000, name: 'minute', dropped: 'seconds' },
  { unitMs: 3_600_000, name: 'hour', dropped: 'minutes' },
  { unitMs: 86_400_000, name: 'day', dropped: 'hours' },
];

/** The units in which a timeout can be said at all. */
export function coarserUnits(timeoutMs: number): readonly Unit[] {
  return units.filter(({ unitMs }) => unitMs <= Math.max(timeoutMs, 3_600_000));
}
