import { expect, test } from 'vitest';
import { ruleSentences } from '../../../src/warehouse/sql/rule-sentences.js';

const minuteMs = 60_000;

test('each rule is a sentence, and says on which side its boundary is', () => {
  expect(ruleSentences({ timeoutMs: 30 * minuteMs, boundary: 'exclusive' })).toEqual([
    'A session ends when its user has no event for more than 30m.',
  ]);
  expect(
    ruleSentences({
      timeoutMs: 30 * minuteMs,
      boundary: 'inclusive',
      cap: { maximumMs: 240 * minuteMs, boundary: 'inclusive' },
      midnightZone: 'Europe/Berlin',
      splitsAtCampaign: true,
    }),
  ).toEqual([
    'A session ends when its user has no event for 30m or more.',
    'It ends before an event with which it is as long as 4h.',
    'It ends at midnight in Europe/Berlin.',
    'It ends at an event that names another campaign than the last event of the user that named one.',
  ]);
});
