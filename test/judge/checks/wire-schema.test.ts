import { describe, expect, test } from 'vitest';
import { wireSchema } from '../../../src/judge/checks/wire-schema.js';
import type { RequestEntry } from '../../../src/record/trace.js';
import { caseOf, contextOf, load, silent, traceOf, track, withBody, withSessionField } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two')]);
const trace = traceOf(scenario);
const common = { check: 'wire-schema', requirement: 'SES-WIRE-002', expected: 'valid payloads' };

describe('wire-schema', () => {
  test('passes when all messages conform', () => {
    expect(wireSchema.run(contextOf(scenario))).toEqual([
      { ...common, outcome: 'pass', observed: '2 valid', message: '2 messages conform' },
    ]);
  });

  test('fails at the step of the message that lacks a field', () => {
    const damaged = withBody(trace, 1, ({ messageId: _id, ...body }) => body);
    const observed = 'messageId is missing; required in every track';
    expect(wireSchema.run(contextOf(scenario, damaged))).toEqual([
      { ...common, outcome: 'fail', step: 2, observed, message: `message 2: ${observed}` },
    ]);
  });

  test('tells how many problems there are besides the first', () => {
    const damaged = withBody(trace, 0, ({ messageId: _id, originalTimestamp: _instant, ...body }) => body);
    expect(wireSchema.run(contextOf(scenario, damaged))).toMatchObject([
      { outcome: 'fail', step: 1, message: expect.stringMatching(/^message 1: .+ \(and 1 more\)$/) },
    ]);
  });

  test('fails for an id of the wrong type', () => {
    expect(wireSchema.run(contextOf(scenario, withSessionField(trace, 0, 'sessionId', '1772442000000')))).toMatchObject(
      [{ outcome: 'fail', step: 1, observed: expect.stringContaining('context.sessionId is "1772442000000"') }],
    );
  });

  test('fails for a request that cannot be read', () => {
    const request: RequestEntry = {
      kind: 'request',
      step: 2,
      device: 'device1',
      client: 'tab1',
      elapsedMs: 0,
      wallMs: 0,
      request: 2,
      method: 'POST',
      url: 'https://dataplane.example/v1/track',
      status: 200,
      unreadable: 'the body is not JSON: "{"',
    };
    expect(wireSchema.run(contextOf(scenario, { ...trace, entries: [...trace.entries, request] }))).toEqual([
      {
        ...common,
        outcome: 'fail',
        step: 2,
        observed: 'the body is not JSON: "{"',
        message: 'a request: the body is not JSON: "{"',
      },
    ]);
  });

  test('skips when nothing was sent', () => {
    expect(wireSchema.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...common, outcome: 'skip', observed: 'no message', message: 'no message was sent' },
    ]);
  });
});
