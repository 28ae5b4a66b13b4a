import { expect, test } from 'vitest';
import { delayEvent } from '../../../src/suite/tamperings/delay-event.js';
import { originalTimestampMs } from '../../../src/wire/session-fields.js';
import { caseOf, load, traceOf } from '../../judge/fixture.js';
import { silence, startMs, twoSessions } from '../tampered.js';

test('the last event is dated a millisecond late, where the author says when it was', () => {
  const dates = delayEvent
    .apply(traceOf(twoSessions))
    ?.entries.flatMap((each) => (each.kind === 'message' ? [originalTimestampMs(each.body)] : []));
  expect(dates).toEqual([startMs, startMs + 1_000, startMs + 1_801_001, startMs + 1_801_002]);
  expect(delayEvent.apply(silence)).toBeUndefined();
  expect(delayEvent.saysSo?.(twoSessions)).toBe(false);
  expect(delayEvent.saysSo?.(caseOf([load], { 0: { fields: { originalTimestamp: 'now' } } }))).toBe(true);
});
