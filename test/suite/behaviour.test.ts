import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/record/case.js';
import { conductText } from '../../src/record/conduct.js';
import type { JsonObject } from '../../src/record/timeline.js';
import type { MessageEntry, Trace, TraceEntry } from '../../src/record/trace.js';
import { behaviourOf } from '../../src/suite/behaviour.js';
import { beyondTimeout, caseOf, load, on, traceOf, track } from '../judge/fixture.js';

const getSessionId = { kind: 'getSessionId' } as const;

/** What is told of each step that can be compared. */
function told(scenario: Case, trace: Trace = traceOf(scenario)): Record<number, string> {
  const { conducts } = behaviourOf(trace, scenario.timeline);
  return Object.fromEntries([...conducts].map(([step, conduct]) => [step, conductText(conduct)]));
}

function changed(trace: Trace, change: (entry: TraceEntry) => TraceEntry | TraceEntry[]): Trace {
  return { ...trace, entries: trace.entries.flatMap(change) };
}

describe('behaviourOf', () => {
  test('numbers sessions in the order of the calls, whatever their ids', () => {
    const scenario = caseOf([load, track('one'), track('two'), beyondTimeout, track('three')]);
    const expected = { 1: 'session 1 with the start marker', 2: 'session 1', 4: 'session 2 with the start marker' };
    expect(told(scenario)).toEqual(expected);
    const shifted = changed(traceOf(scenario), (entry) => {
      if (entry.kind !== 'message') return entry;
      const context = entry.body.context as { sessionId: number };
      return { ...entry, body: { ...entry.body, context: { ...context, sessionId: -context.sessionId } } };
    });
    expect(told(scenario, shifted)).toEqual(expected);
    expect(behaviourOf(shifted, scenario.timeline)).toEqual(behaviourOf(traceOf(scenario), scenario.timeline));
  });

  test('counts ids of different devices as different sessions', () => {
    const scenario = caseOf([load, track('one'), on('tab1', load, 'device2'), on('tab1', track('two'), 'device2')]);
    expect(told(scenario)).toEqual({ 1: 'session 1 with the start marker', 3: 'session 2 with the start marker' });
    expect(behaviourOf(traceOf(scenario), scenario.timeline).sessions).toBe(2);
  });

  test('tells which session getSessionId returns, also before its first message', () => {
    const scenario = caseOf([load, getSessionId, track('one'), beyondTimeout, getSessionId]);
    expect(told(scenario)).toMatchObject({ 1: 'returns the id of session 1', 4: 'returns nothing' });
    const unknown = changed(traceOf(scenario), (entry) => (entry.kind === 'return' ? { ...entry, value: 5 } : entry));
    expect(told(scenario, unknown)).toMatchObject({ 1: 'returns an id that no message carries' });
    const silent = changed(traceOf(scenario), (entry) => (entry.kind === 'return' ? [] : entry));
    expect(told(scenario, silent)).toMatchObject({ 1: 'returns nothing' });
  });

  test('tells what is missing, and what was thrown', () => {
    const scenario = caseOf([load, track('one'), track('two'), { kind: 'reset' }]);
    const trace = changed(traceOf(scenario), (entry) => {
      if (entry.kind === 'message' && entry.step === 1) return [];
      return entry.kind === 'step' && entry.step === 3 ? { ...entry, threw: 'no' } : entry;
    });
    expect(told(scenario, trace)).toEqual({ 1: 'no message', 2: 'session 1', 3: 'throws an error' });
    const off = caseOf([{ kind: 'load', config: { sessions: { autoTrack: false } } }, track('one')]);
    expect(told(off)).toEqual({ 1: 'no session' });
  });

  test('a marker on a message of the SDK itself counts for the first call of its session', () => {
    const scenario = caseOf([load, track('one'), track('two')]);
    const own = changed(traceOf(scenario), (entry) => {
      if (entry.kind !== 'message') return entry;
      if (entry.message === 1) return { ...entry, message: 2 };
      const opened = { ...entry, step: 0, body: { ...entry.body, event: 'Application Opened' } };
      return [opened, { ...entry, message: 1, body: unmarked(entry) }];
    });
    expect(told(scenario, own)).toEqual(told(scenario));
    const again = changed(traceOf(scenario), (entry) => {
      if (entry.kind !== 'message' || entry.message !== 0) return entry;
      return [
        { ...entry, body: unmarked(entry) },
        { ...entry, message: 5, step: 2 },
      ];
    });
    expect(told(scenario, again)[1]).toBe('session 1');
  });

  test('keeps the worst level that was logged at a step', () => {
    const scenario = caseOf([load, track('one')]);
    const trace = traceOf(scenario);
    const [first] = trace.entries;
    if (first === undefined) throw new Error('the trace is empty');
    const { step, device, client, elapsedMs, wallMs } = first;
    const log = (level: 'info' | 'warn' | 'error') =>
      ({ kind: 'log', step, device, client, elapsedMs, wallMs, level, text: 'some words' }) as const;
    const logsOf = (...levels: Parameters<typeof log>[0][]) => [
      ...behaviourOf({ ...trace, entries: [...trace.entries, ...levels.map(log)] }, scenario.timeline).logs,
    ];
    expect(logsOf('info')).toEqual([]);
    expect(logsOf('warn', 'info')).toEqual([[0, 'warn']]);
    expect(logsOf('error', 'warn')).toEqual([[0, 'error']]);
  });
});

function unmarked({ body }: MessageEntry): JsonObject {
  const { sessionStart: _, ...context } = body.context as JsonObject;
  return { ...body, context };
}
