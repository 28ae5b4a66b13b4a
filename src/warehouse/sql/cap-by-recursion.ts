import type { Cap } from './dialect.js';
import type { TableExpression } from './table-expression.js';

const chainColumns = ['user_id', 'event_number', 'next_number'] as const;

/**
 * From each event to the first that the cap puts into another session, by a window whose frame is a span of time, and from
 * start to start by recursion.
 * @param offset what the frame of the window begins at; many databases take only a constant there
 */
export function cappedByFrame(cap: Cap, offset: string): readonly TableExpression[] {
  const { time } = cap;
  return [
    {
      name: 'reach',
      comment: 'The first event of the same stretch that is beyond the cap, were a session to begin here.',
      body: `SELECT
  user_id, event_number, cut,
  MIN(event_number) OVER (
    PARTITION BY user_id, stretch ORDER BY ${time}
    RANGE BETWEEN ${offset} FOLLOWING AND UNBOUNDED FOLLOWING
  ) AS next_number
FROM stretches`,
    },
    ...chain,
  ];
}

/** The same by a join, for databases whose frames know no spans: of the stretches that are longer than the cap, every pair. */
export function cappedByJoin({ comparison, parameter, time }: Cap): readonly TableExpression[] {
  return [
    {
      name: 'long_stretches',
      comment: 'Only these can be cut by the cap.',
      body: `SELECT stretches.user_id, stretches.stretch
FROM stretches CROSS JOIN params
GROUP BY stretches.user_id, stretches.stretch, params.${parameter}
HAVING MAX(stretches.${time}) - MIN(stretches.${time}) ${comparison} params.${parameter}`,
    },
    {
      name: 'reach',
      comment: 'The first event of the same stretch that is beyond the cap, were a session to begin here.',
      body: `SELECT one.user_id, one.event_number, one.cut, MIN(other.event_number) AS next_number
FROM stretches AS one
JOIN long_stretches ON long_stretches.user_id = one.user_id AND long_stretches.stretch = one.stretch
CROSS JOIN params
LEFT JOIN stretches AS other
  ON other.user_id = one.user_id AND other.stretch = one.stretch
  AND other.${time} - one.${time} ${comparison} params.${parameter}
GROUP BY one.user_id, one.event_number, one.cut`,
    },
    ...chain,
  ];
}

const chain: readonly TableExpression[] = [
  {
    name: 'capped',
    comment: 'From the start of each stretch to the next start by the cap, and on from there, where it counts anew.',
    columns: chainColumns,
    isRecursive: true,
    body: `SELECT user_id, event_number, next_number
FROM reach
WHERE cut IS NOT NULL AND next_number IS NOT NULL
UNION ALL
SELECT reach.user_id, reach.event_number, reach.next_number
FROM capped
JOIN reach ON reach.user_id = capped.user_id AND reach.event_number = capped.next_number`,
  },
];
