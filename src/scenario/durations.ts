import { didYouMean, showValue } from '../spec/input-error.js';
import { formatDuration, maximumDurationMs, parseDurationTerm } from '../time/duration.js';

/** Names that stand for a length of time that only the configuration and the policy know. */
export const durationNames = ['timeout', 'cutOff'] as const;
export type DurationName = (typeof durationNames)[number];

/** A sum; each term is a multiple of milliseconds or of a name. */
export type DurationExpression = readonly { readonly factor: number; readonly of: number | DurationName }[];

/** Why a text is not a duration. */
export interface DurationFault {
  readonly message: string;
  readonly allowed: string;
}

/** What the names stand for, in milliseconds; absent: the name cannot be used here. */
export interface DurationLengths {
  readonly timeout?: number | undefined;
  readonly cutOff?: number | undefined;
}

const example = 'a duration such as 30m, 1h 30m, timeout + 1ms, 3 * timeout or cutOff - 5m';
const unitExample = 'a number with ms, s, m, h or d';

/**
 * Reads sums and differences of terms, with spaces around the sign; a term is a literal (`30m`, `1h 30m`), a name, or
 * a whole multiple of one (`3 * timeout`). The first term may have a minus directly in front of it. A literal of
 * several units is one term, so `timeout - 1h 30m` takes both away.
 */
export function parseDuration(text: string): DurationExpression | DurationFault {
  const shown = showValue(text);
  const negative = text.trimStart().startsWith('-');
  const tokens = text
    .trim()
    .slice(negative ? 1 : 0)
    .split(/\s+/);
  const terms: { factor: number; of: number | DurationName }[] = [];
  let sign = negative ? -1 : 1;
  let position = 0;
  for (;;) {
    const operand = readOperand(tokens, position, shown);
    if (!('end' in operand)) return operand;
    terms.push({ factor: sign * operand.factor, of: operand.of });
    const operator = tokens[operand.end];
    if (operator === undefined) return terms;
    if (operator !== '+' && operator !== '-') {
      return { message: `${JSON.stringify(operator)} is out of place in the duration ${shown}`, allowed: example };
    }
    sign = operator === '-' ? -1 : 1;
    position = operand.end + 1;
  }
}

/** Whether reading ended with a fault. */
export function isFault(result: DurationExpression | DurationFault): result is DurationFault {
  return 'message' in result;
}

/**
 * Whether a text among values of other kinds is meant as a duration: it has an amount with a unit, or it is an
 * expression over a name.
 */
export function looksLikeDuration(text: string): boolean {
  return /(?:^|\s)-?\d+(?:\.\d+)?(?:ms|s|m|h|d)(?:\s|$)/.test(text) || !isFault(parseDuration(text));
}

/** The names that an expression uses. */
export function namesIn(expression: DurationExpression): DurationName[] {
  return expression.flatMap(({ of }) => (typeof of === 'string' ? [of] : []));
}

/**
 * Whole milliseconds, possibly negative, of the expression that `text` was read as; or a fault, when a name has no length here, when the sum is not whole, or when
 * it is longer than any date can bear.
 */
export function resolveDuration(
  expression: DurationExpression,
  lengths: DurationLengths,
  text: string,
): number | DurationFault {
  let sumMs = 0;
  for (const { factor, of } of expression) {
    const lengthMs = typeof of === 'number' ? of : lengths[of];
    if (lengthMs === undefined) {
      const known = durationNames.filter((name) => lengths[name] !== undefined);
      return { message: `${JSON.stringify(of)} has no length here`, allowed: [unitExample, ...known].join(', ') };
    }
    sumMs += factor * lengthMs;
  }
  // Before it is asked whether it is whole: so large a number may be infinite.
  if (!(Math.abs(sumMs) <= maximumDurationMs)) {
    const message = `the duration ${showValue(text)} is too long`;
    return { message, allowed: `at most ${formatDuration(maximumDurationMs)}` };
  }
  if (!Number.isInteger(sumMs)) {
    return { message: `the duration ${showValue(text)} is ${sumMs} ms`, allowed: 'whole milliseconds' };
  }
  return sumMs;
}

interface Operand {
  readonly factor: number;
  readonly of: number | DurationName;
  /** The position behind it. */
  readonly end: number;
}

function readOperand(tokens: readonly string[], start: number, shown: string): Operand | DurationFault {
  const token = tokens[start];
  if (token === undefined || token === '') {
    return { message: `the duration ${shown} lacks a term${start > 0 ? ' at its end' : ''}`, allowed: example };
  }
  if (/^\d+$/.test(token) && tokens[start + 1] === '*') {
    const multiplied = readOperand(tokens.slice(0, start + 3), start + 2, shown);
    return 'end' in multiplied ? { ...multiplied, factor: Number(token) * multiplied.factor } : multiplied;
  }
  const name = durationNames.find((known) => known === token);
  if (name !== undefined) return { factor: 1, of: name, end: start + 1 };
  if (parseTermMs(token) !== undefined) return readLiteral(tokens, start);
  if (/^-?\d+(\.\d+)?$/.test(token)) {
    return { message: `${JSON.stringify(token)} in the duration ${shown} has no unit`, allowed: unitExample };
  }
  if (/^[A-Za-z]+$/.test(token)) {
    const guess = didYouMean(token, durationNames);
    const message = `unknown name ${JSON.stringify(token)} in the duration ${shown}${guess}`;
    return { message, allowed: durationNames.join(', ') };
  }
  return { message: `${JSON.stringify(token)} is out of place in the duration ${shown}`, allowed: example };
}

/** One or more amounts with units, side by side. */
function readLiteral(tokens: readonly string[], start: number): Operand {
  let sumMs = 0;
  let end = start;
  for (; ; end++) {
    const termMs = parseTermMs(tokens[end] ?? '');
    if (termMs === undefined) return { factor: 1, of: sumMs, end };
    sumMs += termMs;
  }
}

/** Decimal fractions are rounded to what was written: 1.1 times 1000 is not quite 1100 in binary. */
function parseTermMs(token: string): number | undefined {
  const exactMs = parseDurationTerm(token);
  return exactMs === undefined ? undefined : Math.round(exactMs * 1_000_000) / 1_000_000;
}
