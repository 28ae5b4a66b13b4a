/** Rows that are put in the order of time are looked up by spans of this length. */
export const spanMs = 3_600_000;

export const spansOfDay = 24;

/** The number of a span of time, below 0 before 1970. */
export function spanOf(ms: number): number {
  return Math.floor(ms / spanMs);
}
