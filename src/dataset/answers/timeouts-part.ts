import { shortDuration } from '../../sight/format.js';
import { linesPlot, type Series } from '../../sight/plots/lines.js';
import { type TimeoutOutcome, wrong } from './timeouts.js';

const minuteMs = 60_000;

/** From a quarter of a minute to four hours, each some 1.2 times the one before: whole minutes where there are any. */
export const candidatesMs: readonly number[] = [
  0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240,
].map((minutes) => minutes * minuteMs);

const marks = [0.25, 1, 5, 30, 120].map(
  (minutes) => [minutes * minuteMs, shortDuration(minutes * minuteMs).replace('.0', '')] as const,
);

/** A line for each name: what every timeout would make of its visits, as a share of the visits. */
export function timeoutsPlot(
  title: string,
  groups: ReadonlyMap<string, { readonly visits: number; readonly outcomes: readonly TimeoutOutcome[] }>,
  value: 'sessions' | 'wrong',
  description: string,
): string {
  const series = [...groups].map(
    ([name, { visits, outcomes }]): Series => ({
      name,
      points: outcomes.map((outcome) => [
        outcome.timeoutMs,
        (value === 'wrong' ? wrong(outcome) : outcome.sessions) / visits,
      ]),
    }),
  );
  return linesPlot({ title, description }, series, {
    below: 'timeout',
    marks,
    logarithmic: true,
    format: (share) => `${Math.round(share * 100)} %`,
  });
}
