import { expect, test } from 'vitest';
import { firstDifference } from '../../src/fuzz/first-difference.js';
import type { Trace } from '../../src/record/trace.js';
import { examinerOf, load, planOf, track } from './planned.js';

const { trace } = await examinerOf('reference:rudderstack-web').examine(planOf([load, track]), 'x');
if (trace === undefined) throw new Error('there is no trace');
const withEntries = (entries: Trace['entries']): Trace => ({ ...trace, entries });

test('two traces that are the same do not differ', () => {
  expect(firstDifference(trace, structuredClone(trace))).toBeUndefined();
});

test('the first observation that differs is told, and of it only what differs', () => {
  const other = trace.entries.map((entry) =>
    entry.kind === 'message' ? { ...entry, body: { ...entry.body, messageId: 'another' } } : entry,
  );
  expect(firstDifference(trace, withEntries(other))).toMatch(
    /^step 3: the first time message with body\.messageId "[^,]+", the second time message with body\.messageId "another"$/,
  );
});

test('an observation that is there only once is a difference', () => {
  expect(firstDifference(trace, withEntries(trace.entries.slice(0, -1)))).toMatch(
    /^step 3: only the first time there is message with/,
  );
});
