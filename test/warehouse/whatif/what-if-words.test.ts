import { expect, test } from 'vitest';
import { WhatIf } from '../../../src/warehouse/whatif/what-if.js';
import { hiddenIn, nameOf, perSession, whatIfSights } from '../../../src/warehouse/whatif/what-if-words.js';

const minuteMs = 60_000;
const whatIf = new WhatIf([5, 60].map((minutes) => ({ timeoutMs: minutes * minuteMs, boundary: 'exclusive' })));
for (const [minute, isConversion] of [
  [0, true],
  [10, true],
  [11, false],
] as const) {
  whatIf.add({ user: 1, timeMs: minute * minuteMs, campaign: minute === 0 ? '' : 'ads', group: 'new', isConversion });
}
const result = whatIf.result();
const read = { rows: 5, withoutUserOrTime: 1, repeated: 1, unknownConversions: [] };

test('the tables say what each timeout makes of it, and what it hides', () => {
  const sights = whatIfSights(result, { read, hasConversions: true, by: 'cohort' });
  expect(sights.map(({ id }) => id)).toEqual(['overview', 'timeouts', 'curve', 'groups', 'campaigns']);
  const [, timeouts, curve, groups, campaigns] = sights;
  expect(timeouts?.text).toContain('5m hides 0 of 2, 1h hides 1 of 2.');
  expect(timeouts?.rows).toEqual([
    [5 * minuteMs, 2, minuteMs / 2, minuteMs / 2, 0.5, 1, 0, 0],
    [60 * minuteMs, 1, 11 * minuteMs, 11 * minuteMs, 0, 2, 1, 0.5],
  ]);
  expect(curve?.rows[0]).toEqual([minuteMs, 2, 2]);
  expect(groups?.rows.map(([group, timeoutMs, sessions]) => [group, timeoutMs, sessions])).toEqual([
    ['new', 5 * minuteMs, 2],
    ['new', 60 * minuteMs, 1],
  ]);
  expect(campaigns?.rows).toEqual([
    ['(no campaign)', 1, undefined],
    ['ads', 1, 2],
  ]);
  for (const { rows, columns } of sights) for (const row of rows) expect(row).toHaveLength(columns.length);
});

test('without conversions and groups there are no tables of them', () => {
  const sights = whatIfSights(result, { read, hasConversions: false, by: undefined });
  expect(sights.map(({ id }) => id)).toEqual(['overview', 'timeouts', 'curve']);
  expect(sights[1]?.columns).toHaveLength(5);
  expect(sights[1]?.text).not.toContain('hides');
});

test('what has no name is called something', () => {
  expect(nameOf({ scope: 'campaign', name: '' })).toBe('(no campaign)');
  expect(nameOf({ scope: 'group', name: '' })).toBe('(empty)');
  expect(nameOf({ scope: 'group', name: 'new' })).toBe('new');
  expect(hiddenIn({ conversions: 5, converting: 3 })).toBe(2);
  expect(perSession(1, { sessions: 0 })).toBeUndefined();
});
