import { isBeyond } from '../../../engine/session.js';
import { formatDuration } from '../../../time/duration.js';
import type { Suspect } from '../deviation.js';

/** What becomes of the cap, which no window function can say. */
export const cap: Suspect = ({ rules: { cap: right } }) => {
  if (right === undefined) return [];
  const { maximumMs, boundary } = right;
  const other = boundary === 'exclusive' ? 'inclusive' : 'exclusive';
  const piece = (ms: number): number => Math.floor(ms / maximumMs);
  return [
    {
      sentence: `ignores the cap: a session may last longer than ${formatDuration(maximumMs)}`,
      apply: (reading) => ({ ...reading, endsByCap: () => false }),
    },
    {
      sentence:
        'does not count the cap anew from the session that it begins: it cuts at multiples of the cap after the last gap',
      apply: (reading) => ({
        ...reading,
        endsByCap: ({ timeMs, lastMs, gapStartMs }) => piece(timeMs - gapStartMs) !== piece(lastMs - gapStartMs),
      }),
    },
    {
      sentence: 'cuts by the cap only once after a gap',
      apply: (reading) => ({
        ...reading,
        endsByCap: ({ timeMs, lastMs, gapStartMs }) =>
          isBeyond(timeMs - gapStartMs, maximumMs, boundary) && !isBeyond(lastMs - gapStartMs, maximumMs, boundary),
      }),
    },
    {
      sentence: 'begins a session with every event beyond the cap: it counts from the last gap, and never anew',
      apply: (reading) => ({
        ...reading,
        endsByCap: ({ timeMs, gapStartMs }) => isBeyond(timeMs - gapStartMs, maximumMs, boundary),
      }),
    },
    {
      sentence: `puts the boundary of the cap on the other side: a session of exactly ${formatDuration(maximumMs)} ${
        other === 'inclusive' ? 'is cut, and should not be' : 'is not cut, and should be'
      }`,
      apply: (reading) => ({
        ...reading,
        endsByCap: ({ timeMs, startMs }) => isBeyond(timeMs - startMs, maximumMs, other),
      }),
    },
  ];
};
