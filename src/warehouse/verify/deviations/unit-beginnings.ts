import { isBeyond } from '../../../engine/session.js';
import { formatDuration } from '../../../time/duration.js';
import type { Suspect } from '../deviation.js';
import { coarserUnits } from '../units.js';

/**
 * What is counted is how many units begin between two events, as DATEDIFF and date_diff do: of two gaps of one length one may
 * end a session and the other not.
 */
export const unitBeginnings: Suspect = ({ rules: { timeoutMs, boundary } }) =>
  (['exclusive', 'inclusive'] as const).flatMap((compared) =>
    coarserUnits(timeoutMs).map(({ unitMs, name }) => {
      const limit = timeoutMs / unitMs;
      const least = compared === 'exclusive' ? Math.floor(limit) + 1 : Math.ceil(limit);
      const range = `${formatDuration((least - 1) * unitMs + 1)} and ${formatDuration(least * unitMs)}`;
      const also = compared === boundary ? '' : `, and puts the boundary on the other side`;
      return {
        sentence: `counts how many ${name}s begin between two events, and not the time (DATEDIFF does)${also}: whether a gap between ${range} ends a session depends on when in a ${name} it begins`,
        apply: (reading) => ({
          ...reading,
          endsByGap: ({ timeMs, lastMs }) =>
            isBeyond(Math.floor(timeMs / unitMs) - Math.floor(lastMs / unitMs), limit, compared),
        }),
      };
    }),
  );
