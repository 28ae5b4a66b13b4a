import { formatDuration } from '../../../time/duration.js';
import type { Suspect } from '../deviation.js';
import { coarserUnits } from '../units.js';

/** The gap is counted in whole units, as TIMESTAMP_DIFF of BigQuery and date_sub of DuckDB do, and then compared by `>`. */
export const wholeUnits: Suspect = ({ rules: { timeoutMs } }) =>
  coarserUnits(timeoutMs).map(({ unitMs, dropped }) => {
    const effectiveMs = (Math.floor(timeoutMs / unitMs) + 1) * unitMs;
    return {
      sentence: `drops the ${dropped} of a gap: its timeout is ${inWords(effectiveMs)}, for no shorter gap ends a session`,
      apply: (reading) => ({ ...reading, endsByGap: ({ timeMs, lastMs }) => timeMs - lastMs >= effectiveMs }),
    };
  });

/** @example inWords(1_860_000) === '31 minutes' */
function inWords(durationMs: number): string {
  const minutes = durationMs / 60_000;
  return Number.isInteger(minutes) && minutes < 120 ? `${minutes} minutes` : formatDuration(durationMs);
}
