import { formatDuration } from '../../../time/duration.js';
import type { Deviation, Suspect } from '../deviation.js';

/** A timeout of another length, as the experiments found it, or none at all. */
export const otherTimeout: Suspect = ({ rules: { timeoutMs }, smallestGapsMs }) => {
  const others = smallestGapsMs.map(
    (gapMs): Deviation => ({
      sentence: `has a timeout of ${timeoutThatEndsAt(gapMs)}, rather than of ${formatDuration(timeoutMs)}`,
      apply: (reading) => ({ ...reading, endsByGap: ({ timeMs, lastMs }) => timeMs - lastMs >= gapMs }),
    }),
  );
  const never: Deviation = {
    sentence: 'has no timeout: no gap ends a session',
    apply: (reading) => ({ ...reading, endsByGap: () => false }),
  };
  return [...others, never];
};

/** Of a gap and the one that is a millisecond shorter, the one that is easier to say was meant. */
function timeoutThatEndsAt(gapMs: number): string {
  const [exact, below] = [formatDuration(gapMs), formatDuration(gapMs - 1)];
  return exact.length <= below.length ? `${exact} (at which a session ends)` : `${below} (beyond which a session ends)`;
}
