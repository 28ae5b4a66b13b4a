import { describe, expect, test } from 'vitest';
import { retriesKeepSession } from '../../../src/judge/checks/retries-keep-session.js';
import type { JsonObject } from '../../../src/record/timeline.js';
import { attempted, caseOf, contextOf, load, startMs, traceOf, track } from '../fixture.js';

const scenario = caseOf([load, { kind: 'server', answer: 500 }, track('one'), track('two')]);
const statuses = new Map([[0, [500, 500, 200]]]);

const run = (change?: (body: JsonObject, attempt: number) => JsonObject) =>
  retriesKeepSession.run(contextOf(scenario, attempted(traceOf(scenario), statuses, change)));

/** The third attempt has another context. */
const inContext =
  (fields: (context: JsonObject) => JsonObject) =>
  (body: JsonObject, attempt: number): JsonObject =>
    attempt < 3 ? body : { ...body, context: fields(body.context as JsonObject) };

describe('retries-keep-session', () => {
  test('says nothing of a timeline without an outage', () => {
    expect(retriesKeepSession.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });

  test('skips when nothing had to be sent again', () => {
    expect(retriesKeepSession.run(contextOf(scenario))).toMatchObject([
      { requirement: 'SES-WIRE-003', outcome: 'skip' },
      { requirement: 'SES-WIRE-004', outcome: 'skip' },
    ]);
  });

  test('passes when every attempt says the same, whenever it was sent', () => {
    expect(run((body) => ({ ...body, sentAt: '2026-03-02T10:00:00.000Z' }))).toMatchObject([
      { requirement: 'SES-WIRE-003', outcome: 'pass' },
      { requirement: 'SES-WIRE-004', outcome: 'pass' },
    ]);
  });

  test('fails when a retry says another session', () => {
    const what = `attempt 3 has sessionId 7 and sessionStart true, the first had sessionId ${startMs} and sessionStart true`;
    expect(run(inContext((context) => ({ ...context, sessionId: 7 })))).toMatchObject([
      { requirement: 'SES-WIRE-003', outcome: 'fail', step: 2, observed: what, message: `step 3: ${what}` },
      { requirement: 'SES-WIRE-004', outcome: 'pass' },
    ]);
  });

  test('fails when a retry loses the start marker', () => {
    expect(run(inContext(({ sessionStart: _start, ...context }) => context))).toMatchObject([
      { outcome: 'fail', observed: expect.stringContaining('sessionStart absent, the first') },
      { outcome: 'pass' },
    ]);
  });

  test('fails when a retry is dated anew', () => {
    expect(run((body) => ({ ...body, originalTimestamp: '2026-03-02T10:00:00.000Z' }))).toMatchObject([
      { requirement: 'SES-WIRE-003', outcome: 'pass' },
      {
        requirement: 'SES-WIRE-004',
        outcome: 'fail',
        observed: expect.stringContaining('attempt 2 has originalTimestamp'),
      },
    ]);
  });

  test('fails for an event that has not arrived yet as well', () => {
    const waiting = attempted(traceOf(scenario), new Map([[1, [500, 500]]]), (body) => ({ ...body, context: {} }));
    expect(retriesKeepSession.run(contextOf(scenario, waiting))).toMatchObject([
      { outcome: 'fail', step: 3 },
      { outcome: 'pass' },
    ]);
  });
});
