import { expect, test } from 'vitest';
import { isSpread, kindsOf, oneTime, withoutKinds } from '../../src/fuzz/kinds.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { kindsIn, load, planOf, reload, reset, track, wait, web } from './planned.js';

const kinds = (plan: Parameters<typeof resolvePlan>[0]): string[] => [
  ...kindsOf(resolvePlan(plan, web, 'test').timeline),
];

test('plain events, loads and waits are nothing special', () => {
  expect(kinds(planOf([load, track, wait(1_000), track]))).toEqual([]);
});

test('what is special is told in words, of the configuration too', () => {
  const own = planOf([load, reset, { kind: 'setClock', span: { near: 'nothing', plusMs: 5 }, back: true }, reload], {
    sessions: { timeout: 5 },
  });
  expect(kinds(own)).toEqual(['config timeout', 'reset', 'clock set back', 'reload']);
});

test('tabs count when more than one is used', () => {
  const steps = ['tab1', 'tab2'].map((client) => ({ client, action: track }));
  expect(kinds({ ...planOf([]), steps })).toEqual(['another tab']);
});

test('whatever loads the page again is a reload, too', () => {
  for (const kind of ['reload', 'restart', 'crash', 'close'] as const) {
    expect(kinds(planOf([load, { kind }])), kind).toContain('reload');
  }
  expect(kinds(planOf([load, { kind: 'navigate', url: '/next' }]))).toEqual(['reload']);
  expect(kinds(planOf([load, { kind: 'restart' }]))).toEqual(['reload', 'restart']);
  expect(kinds(planOf([load, reload]))).not.toContain('restart');
});

test('a plan without kinds has none of them', () => {
  const own = planOf([load, reset, track, { kind: 'reload', config: { storage: { type: 'none' } } }, track], {
    sessions: { timeout: 5, autoTrack: false },
  });
  const rest = withoutKinds(own, new Set(['reset', 'config none', 'config timeout']));
  expect(kindsIn(rest)).toEqual(['load', 'event', 'reload', 'event']);
  expect(kinds(rest)).toEqual(['config autoTrack', 'reload']);
  const tabs = { ...planOf([]), steps: ['tab2', 'tab1'].map((client) => ({ client, action: track })) };
  expect(kinds(withoutKinds(tabs, new Set(['another tab'])))).toEqual([]);
});

test('without one time, whatever may begin a session does so a second later', () => {
  const identify = { kind: 'event', type: 'identify', name: 'user-1' } as const;
  const rest = withoutKinds(planOf([load, track, reset, identify, track]), new Set([oneTime]));
  expect(kindsIn(rest)).toEqual(['load', 'event', 'wait', 'reset', 'wait', 'event', 'event']);
  const lost = withoutKinds(planOf([load, track, { kind: 'storage', state: 'cleared' }, track]), new Set([oneTime]));
  expect(kindsIn(lost)).toEqual(['load', 'event', 'wait', 'storage', 'event']);
});

test('what is spread already stays as it is, whatever is taken out of it', () => {
  const plan = planOf([load, track, reset, track]);
  const rest = withoutKinds(plan, new Set([oneTime]));
  expect([isSpread(plan), isSpread(rest)]).toEqual([false, true]);
  expect(withoutKinds(rest, new Set([oneTime]))).toEqual(rest);
  // Waits that the shrinking has left out are put where they were.
  const shrunk = { ...rest, steps: rest.steps.filter(({ action }) => action.kind !== 'wait') };
  expect(withoutKinds(shrunk, new Set([oneTime]))).toEqual(rest);
  expect(isSpread(planOf([load, wait(999), reset]))).toBe(false);
});

test('where sessions have no time, any event may begin one', () => {
  const plan = (timeout: number) => planOf([track, track], { sessions: { timeout } });
  expect([-1, 0, 1].map((timeout) => kindsIn(withoutKinds(plan(timeout), new Set([oneTime]))))).toEqual([
    ['event', 'wait', 'event'],
    ['event', 'wait', 'event'],
    ['event', 'event'],
  ]);
});
