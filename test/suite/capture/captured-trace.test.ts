import { expect, test } from 'vitest';
import { assign } from '../../../src/suite/capture/assign.js';
import { capturedMessages } from '../../../src/suite/capture/captured-messages.js';
import { capturedTrace } from '../../../src/suite/capture/captured-trace.js';
import { withOwnEvents } from '../../../src/suite/capture/own-events.js';
import { load, phoneStartMs, played, request, scenarioOf, track, wait } from './phone.js';

const scenario = scenarioOf(`
title: A minute between two events
requirements: [SES-TIMEOUT-013]
platform: mobile
steps:
  - load
  - track: A
    expect: { session: first }
  - wait: 1m
  - network: online
  - track: B
  - wait: 1s
`);

test('a trace has every step at its instant, and every request at the last call that it carries', () => {
  const messages = played([load, wait(7), track('A'), wait(20_000), track('B')]);
  const requests = [
    request('', { purpose: 'sourceConfig', method: 'GET' }),
    request({ batch: messages.slice(0, 1) }, { status: 500 }),
    request({ batch: messages }),
    request('{'),
  ];
  const { messages: captured } = capturedMessages(requests);
  const trace = capturedTrace(withOwnEvents(scenario, assign(scenario.timeline, captured)).played, requests);
  const told = trace.entries.map((entry) => [
    entry.kind === 'step' ? entry.action.kind : entry.kind,
    entry.step,
    entry.wallMs - phoneStartMs,
    ...(entry.kind === 'request' ? [entry.request, entry.status, entry.unreadable?.slice(0, 20)] : []),
    ...(entry.kind === 'message' ? [entry.request, entry.message, entry.body.event] : []),
  ]);
  expect(told).toEqual([
    ['load', 0, 7],
    ['event', 1, 7],
    ['request', 1, 7, 1, 500, undefined],
    ['message', 1, 7, 1, 0, 'A'],
    ['wait', 2, 7],
    // Written a minute later, and yet before the message that followed after twenty seconds.
    ['network', 3, 20_007],
    ['event', 4, 20_007],
    ['request', 4, 20_007, 2, 200, undefined],
    ['message', 4, 20_007, 2, 1, 'A'],
    ['message', 4, 20_007, 2, 2, 'B'],
    ['request', 4, 20_007, 3, 200, 'the body is not JSON'],
    ['wait', 5, 20_007],
  ]);
  expect(trace.elapsedMs).toBe(20_000);
});
