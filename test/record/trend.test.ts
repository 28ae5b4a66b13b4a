import { expect, test } from 'vitest';
import { type TrendVersion, turnsOf } from '../../src/record/trend.js';

function version(name: string, failing: Readonly<Record<string, readonly string[]>>): TrendVersion {
  const cells = Object.entries(failing).map(([requirement, scenarios]) => ({
    requirement,
    verdict: scenarios.length > 0 ? 'breaks' : 'conforms',
    failing: scenarios,
    ...(scenarios.length > 0 ? { witness: `${name} saw it` } : {}),
  }));
  return { version: name, suite: 'sha256:0', script: 'sha256:1', cells };
}

test('a requirement breaks, grows, shrinks and holds again, each in a version', () => {
  const versions = [
    version('1', { one: [], two: ['a'] }),
    version('2', { one: ['x'], two: ['a'] }),
    version('3', { one: ['x', 'y'], two: ['a'] }),
    version('4', { one: ['y'], two: [] }),
    version('5', { one: [], two: [], three: ['z'] }),
  ];
  expect(
    turnsOf(versions).map(({ version: at, after, requirement, turn, witness }) => [
      at,
      after,
      requirement,
      turn,
      witness,
    ]),
  ).toEqual([
    ['2', '1', 'one', 'breaks', '2 saw it'],
    ['3', '2', 'one', 'grows', '3 saw it'],
    ['4', '3', 'one', 'shrinks', '3 saw it'],
    ['4', '3', 'two', 'holds', '3 saw it'],
    ['5', '4', 'one', 'holds', '4 saw it'],
  ]);
});

test('one version turns nothing', () => {
  expect(turnsOf([version('1', { one: ['x'] })])).toEqual([]);
  expect(turnsOf([])).toEqual([]);
});

test('a version that could not be judged is passed over', () => {
  const uncertain = { ...version('2', { one: [] }), isUncertain: true } as const;
  const versions = [version('1', { one: ['x'] }), uncertain, version('3', { one: ['x', 'y'] })];
  expect(turnsOf(versions).map(({ version: at, after, turn }) => [at, after, turn])).toEqual([['3', '1', 'grows']]);
});
