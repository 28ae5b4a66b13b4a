import { describe, expect, test } from 'vitest';
import { sessionRows } from '../../src/judge/session-rows.js';
import {
  beyondTimeout,
  beyondTimeoutMs,
  caseOf,
  eagerId,
  frozenId,
  load,
  on,
  silent,
  startMs,
  traceOf,
  track,
  wait,
  withSessionField,
} from './fixture.js';

const scenario = caseOf([load, track('one'), wait(10), track('two'), beyondTimeout, track('three')]);
const opinion = traceOf(scenario);
const first = { scenario: 'timeout/example', device: 'device1', startMs, endMs: startMs + 10 };
const secondMs = startMs + 10 + beyondTimeoutMs;
const second = { scenario: 'timeout/example', device: 'device1', startMs: secondMs, endMs: secondMs };

describe('sessionRows', () => {
  test('pairs the sessions that both saw', () => {
    expect(sessionRows(scenario, opinion, opinion)).toEqual([
      {
        ...first,
        observedId: String(startMs),
        expectedId: String(startMs),
        observedEvents: 2,
        expectedEvents: 2,
        startMarkers: 1,
      },
      {
        ...second,
        observedId: String(secondMs),
        expectedId: String(secondMs),
        observedEvents: 1,
        expectedEvents: 1,
        startMarkers: 1,
      },
    ]);
  });

  test('a session that the target merged into another stands alone, after the observed ones', () => {
    expect(sessionRows(scenario, frozenId(opinion), opinion)).toEqual([
      {
        ...first,
        endMs: secondMs,
        observedId: String(startMs),
        expectedId: String(startMs),
        observedEvents: 3,
        expectedEvents: 2,
        startMarkers: 1,
      },
      { ...second, expectedId: String(secondMs), observedEvents: 0, expectedEvents: 1, startMarkers: 0 },
    ]);
  });

  test('a session too many has no partner', () => {
    const rows = sessionRows(scenario, eagerId(opinion), opinion);
    expect(rows.map(({ observedId, expectedId }) => [observedId, expectedId])).toEqual([
      [String(startMs), String(startMs)],
      [String(startMs + 1), undefined],
      [String(startMs + 2), String(secondMs)],
    ]);
  });

  test('a target that sends nothing has no sessions of its own', () => {
    const rows = sessionRows(scenario, silent(opinion), opinion);
    expect(rows.map(({ observedId, expectedId }) => [observedId, expectedId])).toEqual([
      [undefined, String(startMs)],
      [undefined, String(secondMs)],
    ]);
  });

  test('counts the markers that are true, and writes ids of other types', () => {
    const damaged = withSessionField(withSessionField(opinion, 1, 'sessionStart', true), 2, 'sessionId', 'abc');
    const rows = sessionRows(scenario, damaged, opinion);
    expect(rows.map(({ observedId, startMarkers }) => [observedId, startMarkers])).toEqual([
      [String(startMs), 2],
      ['abc', 1],
    ]);
  });

  test('sessions of two devices stay apart under one id', () => {
    const devices = caseOf([load, on('tab1', load, 'device2'), track('one'), on('tab1', track('one'), 'device2')]);
    expect(sessionRows(devices, traceOf(devices), traceOf(devices)).map(({ device }) => device)).toEqual([
      'device1',
      'device2',
    ]);
  });
});
