import { isBeyond } from '../../../engine/session.js';
import { formatDuration } from '../../../time/duration.js';
import type { Suspect } from '../deviation.js';

/** `>` where the rules have `>=`, or the other way round. */
export const boundary: Suspect = ({ rules: { timeoutMs, boundary: right } }) => {
  const other = right === 'exclusive' ? 'inclusive' : 'exclusive';
  const does = other === 'inclusive' ? 'ends the session, and should not' : 'does not end the session, and should';
  return [
    {
      sentence: `puts the boundary on the other side: a gap of exactly ${formatDuration(timeoutMs)} ${does}`,
      apply: (reading) => ({
        ...reading,
        endsByGap: ({ timeMs, lastMs }) => isBeyond(timeMs - lastMs, timeoutMs, other),
      }),
    },
  ];
};
