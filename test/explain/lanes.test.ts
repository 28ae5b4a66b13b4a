import { describe, expect, test } from 'vitest';
import { lanesOf } from '../../src/explain/lanes.js';
import type { Case } from '../../src/record/case.js';
import type { TraceEntry } from '../../src/record/trace.js';
import type { Verdict } from '../../src/record/verdict.js';
import { stepConducts } from '../../src/suite/step-conducts.js';
import { beyondTimeout, caseOf, load, on, startMs, traceOf, track } from '../judge/fixture.js';

function drawn(scenario: Case, verdict?: Pick<Verdict, 'step' | 'relatedSteps'>, without: number[] = []) {
  const opinion = traceOf(scenario);
  const entries = opinion.entries.filter((entry) => entry.kind !== 'message' || !without.includes(entry.step));
  const trace = { ...opinion, entries };
  return lanesOf({ case: scenario, trace, conducts: stepConducts(scenario.timeline, trace, opinion), verdict });
}

const open = { kind: 'open', url: 'https://shop.example/' } as const;

describe('the lanes of a timeline', () => {
  test('a column for each step, with its time and whether the witness points at it', () => {
    const scenario = caseOf([load, track('one'), beyondTimeout, track('two')]);
    const { columns, clocks } = drawn(scenario, { step: 3, relatedSteps: [1] });
    expect(columns.map(({ text, elapsedMs, role }) => [text, elapsedMs, role])).toEqual([
      ['load', 0, undefined],
      ['track "one"', 0, 'related'],
      ['wait 30m 1ms', 0, undefined],
      ['track "two"', 1_800_001, 'witness'],
    ]);
    expect(clocks).toEqual([{ device: 'device1', wallMs: [startMs, startMs, startMs, startMs + 1_800_001] }]);
  });

  test('a span for each session, and what is lost is a difference only where a check says so', () => {
    const scenario = caseOf([load, track('one'), track('two'), beyondTimeout, track('three')]);
    const [whole] = drawn(scenario).clients;
    expect(whole?.expected).toEqual([
      { session: 1, from: 1, to: 2 },
      { session: 2, from: 4, to: 4 },
    ]);
    expect(whole?.observed).toEqual(whole?.expected);
    const [lost] = drawn(scenario, undefined, [4]).clients;
    expect(lost?.observed).toEqual([{ session: 1, from: 1, to: 2 }]);
    expect(lost?.differing).toEqual([]);
    expect(drawn(scenario, { step: 4 }, [4]).clients[0]?.differing).toEqual([4]);
  });

  test('another session, and another marker, are differences', () => {
    const scenario = caseOf([load, track('one')]);
    const expected = { kind: 'message', session: 1, start: true } as const;
    const told = (observed: { kind: 'message'; session?: number; start: boolean }) =>
      lanesOf({ case: scenario, trace: traceOf(scenario), conducts: [{ step: 1, expected, observed }] }).clients[0]
        ?.differing;
    expect(told({ kind: 'message', start: true, session: 1 })).toEqual([]);
    expect(told({ kind: 'message', session: 2, start: true })).toEqual([1]);
    expect(told({ kind: 'message', session: 1, start: false })).toEqual([1]);
    expect(told({ kind: 'message', start: true })).toEqual([1]);
  });

  test('a lane for each client of each device, with when it is not before anybody', () => {
    const scenario = caseOf([
      on('tab1', open),
      on('tab1', load),
      on('tab2', open),
      on('tab1', { kind: 'background' }),
      on('tab2', load),
      on('tab1', { kind: 'foreground' }),
      on('tab1', { kind: 'close' }),
      on('tab2', track('one')),
      on('tab1', load, 'device2'),
      on('tab1', track('elsewhere'), 'device2'),
    ]);
    const { clients, clocks } = drawn(scenario);
    expect(clocks.map(({ device }) => device)).toEqual(['device1', 'device2']);
    expect(clients.map(({ device, client }) => `${device} ${client}`)).toEqual([
      'device1 tab1',
      'device1 tab2',
      'device2 tab1',
    ]);
    expect(clients[0]?.stretches).toEqual([
      { state: 'hidden', from: 4, to: 4 },
      { state: 'absent', from: 7, to: 9 },
    ]);
    expect(clients[1]?.stretches).toEqual([{ state: 'absent', from: 0, to: 1 }]);
    expect(clients[2]?.stretches).toEqual([]);
    expect(clients[1]?.acts.map(({ kind }) => kind)).toEqual(['open', 'load']);
  });

  test.each(['restart', 'crash'] as const)('a %s closes the other tabs of the device until they load again', (kind) => {
    const scenario = caseOf([
      on('tab1', load),
      on('tab2', load),
      on('tab1', load, 'device2'),
      on('tab1', { kind }),
      on('tab1', track('one')),
      on('tab2', load),
      on('tab2', track('two')),
    ]);
    const stretches = drawn(scenario).clients.map((each) => each.stretches);
    expect(stretches).toEqual([[], [{ state: 'absent', from: 4, to: 4 }], []]);
  });

  test('what left on the wire, by what became of it', () => {
    const scenario = caseOf([load, track('one')]);
    const trace = traceOf(scenario);
    const again: TraceEntry[] = trace.entries.map((entry) =>
      entry.kind === 'message'
        ? { ...entry, request: 7 }
        : entry.kind === 'request'
          ? { ...entry, request: 7, status: 500 }
          : entry,
    );
    const entries = [...again, ...trace.entries.filter(({ kind }) => kind === 'message' || kind === 'request')];
    const [lane] = lanesOf({ case: scenario, trace: { entries }, conducts: [] }).clients;
    expect(lane?.sent).toEqual([{ step: 1, accepted: 1, refused: 1 }]);
  });

  test('a very long timeline is cut, and says by how much', () => {
    const scenario = caseOf([load, ...Array.from({ length: 200 }, () => track('one'))]);
    const lanes = drawn(scenario);
    expect(lanes.columns).toHaveLength(120);
    expect(lanes.left).toBe(81);
    expect(lanes.clients[0]?.observed).toEqual([{ session: 1, from: 1, to: 119 }]);
  });
});
