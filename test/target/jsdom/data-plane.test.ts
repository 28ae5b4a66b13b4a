import { expect, test } from 'vitest';
import { DataPlane, statusOf } from '../../../src/target/jsdom/data-plane.js';

test('takes every request until it is told otherwise', () => {
  expect(new DataPlane().receive(true)).toEqual({ kind: 'answered', status: 200 });
});

test.each([
  ['ok', { kind: 'answered', status: 200 }, 200],
  [429, { kind: 'answered', status: 429 }, 429],
  [500, { kind: 'answered', status: 500 }, 500],
  ['hang', { kind: 'unanswered' }, 0],
  ['reset', { kind: 'failed' }, 0],
] as const)('answers %s until it is told otherwise', (answer, outcome, status) => {
  const dataPlane = new DataPlane();
  dataPlane.answer(answer);
  expect([dataPlane.receive(true), dataPlane.receive(true)]).toEqual([outcome, outcome]);
  expect(statusOf(outcome)).toBe(status);
  dataPlane.answer('ok');
  expect(dataPlane.receive(true)).toMatchObject({ status: 200 });
});

test('a device without a connection reaches nobody, however it would be answered', () => {
  const dataPlane = new DataPlane();
  for (const answer of ['ok', 500, 'hang'] as const) {
    dataPlane.answer(answer);
    expect(dataPlane.receive(false)).toEqual({ kind: 'failed' });
  }
});
