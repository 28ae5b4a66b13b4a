import { describe, expect, test } from 'vitest';
import { judgePlayed } from '../../src/suite/judge-played.js';
import { bench } from '../judge/bench.js';
import { beyondTimeout, caseOf, load, traceOf, track } from '../judge/fixture.js';
import { stoppedClock } from './targets.js';

const steps = [load, track('one'), beyondTimeout, track('two')];
const right = caseOf(steps, { 1: { session: 'first', start: 'true' }, 3: { session: 'second' } });
const wrong = caseOf(steps, { 3: { session: 'none' } });
const trace = traceOf(right);

describe('a case that was played', () => {
  test('is judged, with a second opinion unless it was the engine itself that played', () => {
    const { result, faults } = judgePlayed(right, { trace }, 'some-sdk', bench);
    expect(faults).toEqual([]);
    expect(result.trace).toBe(trace);
    expect(result.sessions).toHaveLength(2);
    expect(result.verdicts.find(({ check }) => check === 'engine-opinion')?.status).toBe('pass');
    const own = judgePlayed(right, { trace }, `reference:${bench.policy.id}`, bench);
    expect(own.result.verdicts.find(({ check }) => check === 'engine-opinion')?.status).toBe('skip');
  });

  test('whose author and the engine contradict each other is a fault of Lapse', () => {
    const { faults } = judgePlayed(wrong, { trace }, 'some-sdk', bench);
    expect(faults).toMatchObject([{ scenario: wrong.id }]);
    expect(faults[0]?.message).toContain('contradict each other');
  });

  test('that could not be observed is untestable, with the reason', () => {
    const { result, faults } = judgePlayed(right, { untestable: 'the SDK hung' }, 'some-sdk', bench);
    expect(result).toMatchObject({ verdicts: [{ status: 'untestable', message: 'the SDK hung' }], sessions: [] });
    expect(result.trace).toBeUndefined();
    expect(faults).toEqual([]);
  });

  test('whose messages are dated by another clock is untestable', () => {
    const dated = { ...trace, entries: trace.entries.map((each) => (each.kind === 'message' ? tomorrow(each) : each)) };
    const { result } = judgePlayed(right, { trace: dated }, 'some-sdk', bench);
    expect(result.verdicts).toMatchObject([{ status: 'untestable', check: 'playable' }]);
    expect(judgePlayed(right, { trace: stoppedClock(trace) }, 'some-sdk', bench).result.trace).toBeDefined();
  });
});

function tomorrow<E extends { readonly body: object }>(entry: E): E {
  return { ...entry, body: { ...entry.body, originalTimestamp: '2036-01-01T00:00:00.000Z' } };
}
