import { describe, expect, test } from 'vitest';
import { logDuring, warningsBetween } from '../../src/explain/step-log.js';
import { traceOf } from './trace-fixture.js';

const line = (step: number, level: 'debug' | 'info' | 'warn' | 'error', text: string) =>
  ({ kind: 'log', step, level, text }) as const;

const texts = ({ lines }: ReturnType<typeof logDuring>): string[] => lines.map(({ text }) => text);

describe('the log of a step', () => {
  test('is what was logged during it, each line on one line', () => {
    const trace = traceOf(line(0, 'info', 'before'), line(1, 'warn', 'a\nb'), line(1, 'info', 'x'.repeat(200)));
    expect(logDuring(1, trace)).toEqual({
      lines: [
        { step: 1, level: 'warn', text: 'a b' },
        { step: 1, level: 'info', text: `${'x'.repeat(87)}…` },
      ],
      more: 0,
    });
    expect(logDuring(2, trace)).toEqual({ lines: [], more: 0 });
    expect(logDuring(0, undefined)).toEqual({ lines: [], more: 0 });
  });

  test('is three lines at most, the most severe, in their order', () => {
    const trace = traceOf(
      line(0, 'warn', 'one'),
      line(0, 'info', 'two'),
      line(0, 'debug', 'three'),
      line(0, 'info', 'four'),
      line(0, 'error', 'five'),
    );
    expect(texts(logDuring(0, trace))).toEqual(['one', 'two', 'five']);
    expect(logDuring(0, trace).more).toBe(2);
  });
});

describe('the warnings between the steps that are shown', () => {
  const trace = traceOf(
    line(0, 'error', 'before all'),
    line(1, 'warn', 'in one that is shown'),
    line(2, 'info', 'no warning'),
    line(2, 'warn', 'a warning'),
    line(3, 'error', 'an error'),
    line(5, 'error', 'after all'),
  );

  test('are those of the other steps from the first to the last', () => {
    expect(texts(warningsBetween([1, 4], trace))).toEqual(['a warning', 'an error']);
    expect(texts(warningsBetween([1, 3, 4], trace))).toEqual(['a warning']);
  });

  test('are none without steps', () => {
    expect(warningsBetween([], trace)).toEqual({ lines: [], more: 0 });
    expect(warningsBetween([1, 4], undefined)).toEqual({ lines: [], more: 0 });
  });
});
