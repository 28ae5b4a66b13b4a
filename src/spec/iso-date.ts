/** ISO 8601 with a time zone, to the millisecond; years of four digits. */
const instant = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since the epoch, or `undefined` if the text is not an ISO instant with a time zone or names a day that
 * the calendar lacks. `Date.parse` alone would read 30 February as a day of March.
 */
export function parseIsoInstant(text: string): number | undefined {
  const match = instant.exec(text);
  const [, year, month, day] = match ?? [];
  if (match === null || Number(day) > daysInMonth(Number(year), Number(month))) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
