import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFault, looksLikeDuration, parseDuration, resolveDuration } from '../../src/scenario/durations.js';
import { formatDuration, maximumDurationMs } from '../../src/time/duration.js';

const timeout = 1_800_000;
const cutOff = 43_200_000;

function resolve(text: string): unknown {
  const expression = parseDuration(text);
  return isFault(expression) ? expression : resolveDuration(expression, { timeout, cutOff }, text);
}

describe('a duration', () => {
  test.each([
    ['1ms', 1],
    ['0ms', 0],
    ['timeout', timeout],
    ['timeout + 1ms', timeout + 1],
    ['timeout - 1ms', timeout - 1],
    ['3 * timeout', 3 * timeout],
    ['3 * timeout + 2 * 5m - 1ms', 3 * timeout + 600_000 - 1],
    ['cutOff - 5m', cutOff - 300_000],
    ['cutOff - timeout', cutOff - timeout],
    ['1h 30m', 5_400_000],
    ['timeout - 1h 30m', timeout - 5_400_000],
    ['-1h', -3_600_000],
    ['-timeout + 1s', -timeout + 1_000],
    ['-2 * 1s', -2_000],
    ['1.1s', 1_100],
    ['  5m  ', 300_000],
  ])('%s', (text, ms) => {
    expect(resolve(text)).toBe(ms);
  });

  test.each(['', '-', '500', '-500', 'timeot', 'timeout+1ms', 'timeout +', 'timeout + + 1ms', '2 *', '1.5 * timeout'])(
    '%j is none',
    (text) => {
      expect(resolve(text)).toMatchObject({ message: expect.any(String), allowed: expect.any(String) });
    },
  );

  test('faults say what is wrong and what is allowed', () => {
    expect(
      ['', '500', 'timeot + 1ms', 'timeout+1ms', 'timeout 1ms', 'timeout +', '0.5ms', '9000000 * 30d'].map(resolve),
    ).toMatchInlineSnapshot(`
      [
        {
          "allowed": "a duration such as 30m, 1h 30m, timeout + 1ms, 3 * timeout or cutOff - 5m",
          "message": "the duration "" lacks a term",
        },
        {
          "allowed": "a number with ms, s, m, h or d",
          "message": ""500" in the duration "500" has no unit",
        },
        {
          "allowed": "timeout, cutOff",
          "message": "unknown name "timeot" in the duration "timeot + 1ms" (did you mean "timeout"?)",
        },
        {
          "allowed": "a duration such as 30m, 1h 30m, timeout + 1ms, 3 * timeout or cutOff - 5m",
          "message": ""timeout+1ms" is out of place in the duration "timeout+1ms"",
        },
        {
          "allowed": "a duration such as 30m, 1h 30m, timeout + 1ms, 3 * timeout or cutOff - 5m",
          "message": ""1ms" is out of place in the duration "timeout 1ms"",
        },
        {
          "allowed": "a duration such as 30m, 1h 30m, timeout + 1ms, 3 * timeout or cutOff - 5m",
          "message": "the duration "timeout +" lacks a term at its end",
        },
        {
          "allowed": "whole milliseconds",
          "message": "the duration "0.5ms" is 0.5 ms",
        },
        {
          "allowed": "at most 104166d 16h",
          "message": "the duration "9000000 * 30d" is too long",
        },
      ]
    `);
  });

  test('a name without a length is a fault that lists what has one', () => {
    const expression = parseDuration('cutOff - 1ms');
    if (isFault(expression)) throw new Error(expression.message);
    expect(resolveDuration(expression, { timeout }, 'text')).toMatchInlineSnapshot(`
      {
        "allowed": "a number with ms, s, m, h or d, timeout",
        "message": ""cutOff" has no length here",
      }
    `);
  });

  test('what is formatted is read as what it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -maximumDurationMs, max: maximumDurationMs }), (ms) => {
        expect(resolve(formatDuration(ms))).toBe(ms === 0 ? 0 : ms);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a sum of any terms is the sum of the terms', () => {
    const term = fc.record({
      sign: fc.constantFrom(1, -1),
      factor: fc.integer({ min: 1, max: 100 }),
      unit: fc.constantFrom(['timeout', timeout] as const, ['cutOff', cutOff] as const, ['7m', 420_000] as const),
    });
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 20, size: 'max' }), (terms) => {
        const text = terms.map(({ sign, factor, unit }, index) => {
          const operator = index === 0 ? (sign < 0 ? '-' : '') : sign < 0 ? ' - ' : ' + ';
          return `${operator}${factor} * ${unit[0]}`;
        });
        const sumMs = terms.reduce((sum, { sign, factor, unit }) => sum + sign * factor * unit[1], 0);
        expect(resolve(text.join(''))).toBe(sumMs);
      }),
    );
  });

  test('any text is read or is a fault, and never an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0 1 5m + - * . timeout cutOff x'.split(' '), ' ', '')), (pieces) => {
        const result = resolve(pieces.join(''));
        expect(typeof result === 'number' || (typeof result === 'object' && result !== null)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('among values of other kinds, a text with a unit or an expression is meant as a duration', () => {
  const texts = ['30m', '-1h', '30m + foo', '2 * timeout', '60000', 'false', 'timeoutish', '', '5 minutes'];
  expect(texts.filter(looksLikeDuration)).toEqual(['30m', '-1h', '30m + foo', '2 * timeout']);
});
