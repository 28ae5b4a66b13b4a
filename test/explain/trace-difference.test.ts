import { describe, expect, test } from 'vitest';
import { traceDifference } from '../../src/explain/trace-difference.js';
import type { JsonObject } from '../../src/record/timeline.js';
import { sessionFields } from '../../src/wire/session-fields.js';
import { call, traceOf, type WrittenEntry } from './trace-fixture.js';

const fieldsOf = (body: JsonObject) => ({ type: 'track', name: String(body.event), ...sessionFields(body) });

const message = (event: string, sessionId: number, more: JsonObject = {}): WrittenEntry => ({
  kind: 'message',
  step: 1,
  elapsedMs: 60_000,
  message: 0,
  request: 0,
  body: { event, ...more, context: { sessionId } },
});
const warning: WrittenEntry = { kind: 'log', step: 1, elapsedMs: 60_000, level: 'warn', text: 'late' };

function difference(before: readonly WrittenEntry[], now: readonly WrittenEntry[]) {
  return traceDifference(traceOf(...before), traceOf(...now), fieldsOf);
}

describe('the first difference of two traces', () => {
  test('there is none between a trace and its copy', () => {
    const entries = [call(0), message('one', 1, { b: 1, a: 2 })];
    expect(difference(entries, JSON.parse(JSON.stringify(entries)))).toBeUndefined();
    expect(difference([message('one', 1, { b: 1, a: 2 })], [message('one', 1, { a: 2, b: 1 })])).toBeUndefined();
  });

  test('a message of another session', () => {
    expect(difference([call(0), message('one', 1)], [call(0), message('one', 2)])).toEqual({
      where: 'step 2, tab1, at 1m',
      before: 'message track "one" · sessionId 1 · no sessionStart',
      now: 'message track "one" · sessionId 2 · no sessionStart',
    });
  });

  test('what reads the same is told apart by the value that differs', () => {
    const text = 'message track "one" · sessionId 1 · no sessionStart';
    expect(difference([message('one', 1, { a: { b: [1, 2] } })], [message('one', 1, { a: { b: [1, 3] } })])).toEqual({
      where: 'step 2, tab1, at 1m',
      before: `${text} · a.b.1 2`,
      now: `${text} · a.b.1 3`,
    });
    expect(difference([message('one', 1)], [message('one', 1, { library: 'x'.repeat(300) })])).toMatchObject({
      before: `${text} · library absent`,
      now: expect.stringMatching(/ · library "x+…$/),
    });
    expect(difference([call(0, 0)], [call(0, 5)])).toMatchObject({ before: 'call endSession · elapsedMs 0' });
  });

  test('one that is observed only once is told where it was, or was missed', () => {
    expect(difference([call(0), warning], [call(0)])).toEqual({
      where: 'step 2, tab1, at 1m',
      before: 'warn late',
      now: 'nothing more',
    });
    expect(difference([call(0), call(2, 90_000)], [call(0), warning, call(2, 90_000)])).toEqual({
      where: 'step 2, tab1, at 1m',
      before: 'call endSession',
      now: 'warn late',
    });
  });

  test('when all observations are the same, what is said of the whole', () => {
    const [before, now] = [traceOf(call(0)), { ...traceOf(call(0)), timersFired: 7 }];
    expect(traceDifference(before, now, fieldsOf)).toEqual({
      where: 'at the end',
      before: '0 timers fired',
      now: '7 timers fired',
    });
    expect(traceDifference(before, { ...now, elapsedMs: 1_000 }, fieldsOf)?.now).toBe('1s of virtual time');
  });
});
