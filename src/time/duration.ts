/** Durations as people write them (`30m`, `1h 30m`, `-1ms`), and as milliseconds, which is all the code uses. */

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The longest duration that is accepted, some 285 years: beyond it a JavaScript date of our era is no longer valid. */
export const maximumDurationMs = 9_000_000_000_000;

const term = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** The milliseconds of one term such as `30m`, or `undefined` if the text is not one. */
export function parseDurationTerm(text: string): number | undefined {
  const match = term.exec(text);
  if (match === null) return undefined;
  const [, amount, unit] = match;
  return Number(amount) * unitMs[unit as keyof typeof unitMs];
}

/**
 * A text for people: the largest units first, exact to the millisecond.
 * @example formatDuration(1_800_001) === '30m 1ms'
 */
export function formatDuration(durationMs: number): string {
  if (durationMs === 0) return '0ms';
  const parts: string[] = [];
  let rest = Math.abs(durationMs);
  for (const [unit, size] of Object.entries(unitMs).reverse()) {
    const count = unit === 'ms' ? rest : Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  return (durationMs < 0 ? '-' : '') + parts.join(' ');
}
