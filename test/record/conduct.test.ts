import { expect, test } from 'vitest';
import { type Conduct, conductText } from '../../src/record/conduct.js';

const all: readonly Conduct[] = [
  { kind: 'message', session: 1, start: false },
  { kind: 'message', session: 1, start: true },
  { kind: 'message', session: 2, start: true },
  { kind: 'message', start: false },
  { kind: 'message', start: true },
  { kind: 'no message' },
  { kind: 'return', session: 1 },
  { kind: 'return', session: 'none' },
  { kind: 'return', session: 'unknown' },
  { kind: 'throw' },
];

test('different conducts have different words', () => {
  expect(new Set(all.map(conductText)).size).toBe(all.length);
  expect(conductText({ kind: 'message', session: 2, start: true })).toBe('session 2 with the start marker');
});
