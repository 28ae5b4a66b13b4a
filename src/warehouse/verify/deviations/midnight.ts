import type { Deviation, Suspect } from '../deviation.js';
import { midnightIn } from '../reading.js';

/** Midnights that are not asked for, not looked at, or those of another time zone. */
export const midnight: Suspect = ({ rules: { midnightZone } }) => {
  const inUtc = (sentence: string): Deviation => ({
    sentence,
    apply: (reading) => ({ ...reading, endsByMidnight: midnightIn('UTC') }),
  });
  if (midnightZone === undefined) return [inUtc('ends sessions at midnight in UTC, and nobody asked for that')];
  return [
    {
      sentence: `does not end a session at midnight in ${midnightZone}`,
      apply: (reading) => ({ ...reading, endsByMidnight: () => false }),
    },
    ...(midnightZone === 'UTC' ? [] : [inUtc(`takes the midnights of UTC for those of ${midnightZone}`)]),
  ];
};
