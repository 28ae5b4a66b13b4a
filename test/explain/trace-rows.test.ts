import { describe, expect, test } from 'vitest';
import { traceRows } from '../../src/explain/trace-rows.js';
import { call, timers, traceOf, type WrittenEntry, write } from './trace-fixture.js';

/** Rows in a few words each. */
const shown = (...entries: readonly WrittenEntry[]): string[] =>
  traceRows(traceOf(...entries)).map((row) => {
    if (row.kind === 'timers') return `${row.count} timers ${row.fromMs}-${row.elapsedMs}`;
    if (row.kind === 'storage') return `${row.key}=${row.value}`;
    if (row.kind === 'writes') {
      return `${row.first.key}×${row.count} ${row.first.elapsedMs}-${row.last.elapsedMs}=${row.last.value}`;
    }
    return row.kind;
  });

/** A second that ends with a write of the heartbeat. */
const beat = (second: number) => [
  timers(0, 2, (second - 1) * 1_000, second * 1_000),
  write(0, 'beat', String(second), second * 1_000),
];

describe('the rows of a trace', () => {
  test('entries that say something each are left as they are', () => {
    expect(shown(call(0), write(0, 'a', '1'), write(0, 'b', '2'), write(0, 'a', '3'), call(1))).toEqual([
      'step',
      'a=1',
      'b=2',
      'a=3',
      'step',
    ]);
  });

  test('a heartbeat is one row, and the timers of the whole stretch another', () => {
    expect(shown(call(0), ...[1, 2, 3, 4].flatMap(beat), timers(0, 1, 4_000, 4_500), call(1, 4_500))).toEqual([
      'step',
      'beat×4 1000-4000=4',
      '9 timers 0-4500',
      'step',
    ]);
  });

  test('three writes of a key are shown one by one, and part the timers', () => {
    expect(shown(call(0), ...[1, 2, 3].flatMap(beat))).toEqual([
      'step',
      '2 timers 0-1000',
      'beat=1',
      '2 timers 1000-2000',
      'beat=2',
      '2 timers 2000-3000',
      'beat=3',
    ]);
  });

  test('a write of its own among heartbeats parts the timers, and nothing is lost', () => {
    expect(shown(call(0), ...[1, 2].flatMap(beat), write(0, 'a', '1', 2_000), ...[3, 4].flatMap(beat))).toEqual([
      'step',
      'beat×4 1000-4000=4',
      '4 timers 0-2000',
      'a=1',
      '4 timers 2000-4000',
    ]);
  });

  test('a burst ends at anything else that is observed', () => {
    const line = { kind: 'log', step: 0, elapsedMs: 500, level: 'warn', text: 'careful' } as const;
    expect(shown(call(0), timers(0, 3, 0, 500), line, timers(0, 4, 500, 900))).toEqual([
      'step',
      '3 timers 0-500',
      'log',
      '4 timers 500-900',
    ]);
  });

  test('keys are told apart by their area and their page', () => {
    const four = (kind: object) => [1, 2, 3, 4].map((each) => ({ ...write(0, 'k', String(each)), ...kind }));
    expect(shown(...four({}), ...four({ client: 'tab2' }), ...four({ area: 'cookie' }))).toHaveLength(3);
  });

  test('steps are not folded into each other', () => {
    expect(shown(write(0, 'k', '1'), write(0, 'k', '2'), write(1, 'k', '3'), write(1, 'k', '4'))).toHaveLength(4);
  });
});
