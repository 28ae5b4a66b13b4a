import { expect, test } from 'vitest';
import { stepText } from '../../src/explain/step-text.js';
import type { Plan } from '../../src/fuzz/plan.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import type { Policy } from '../../src/spec/policies.js';
import { android, beyond, load, planOf, reload, track, wait, web } from './planned.js';

const textsOf = (plan: Plan, policy: Policy = web, longest = 40): string[] =>
  resolvePlan(plan, policy, 'test', longest).timeline.steps.map(({ action }) => stepText(action));
const durationsOf = (plan: Plan): (string | undefined)[] =>
  resolvePlan(plan, web, 'test').written.map(({ duration }) => duration?.());

test('a call on a page that is not open is preceded by a load, on the web of an opened page', () => {
  expect(textsOf(planOf([track]))).toEqual(['open https://shop.example/', 'load', 'track "Product Viewed"']);
  expect(textsOf(planOf([track]), android)).toEqual(['load', 'track "Product Viewed"']);
});

test('what cannot happen is left out', () => {
  expect(textsOf(planOf([reload, { kind: 'close' }, { kind: 'thaw' }, { kind: 'foreground' }]))).toEqual([]);
  expect(textsOf(planOf([load, { kind: 'freeze' }, track, { kind: 'freeze' }, { kind: 'thaw' }])).slice(2)).toEqual([
    'freeze',
    'thaw',
  ]);
  expect(textsOf(planOf([load, reload, { kind: 'consent' }]), android)).toEqual(['load']);
});

test('closing the browser closes the other tabs', () => {
  const steps = [
    { client: 'tab1', action: track },
    { client: 'tab2', action: { kind: 'restart' } },
    { client: 'tab2', action: track },
    { client: 'tab2', action: { kind: 'restart' } },
    { client: 'tab1', action: reload },
  ] as const;
  expect(textsOf({ ...planOf([]), steps }).slice(2)).toEqual([
    'track "Product Viewed"',
    'open https://shop.example/',
    'load',
    'track "Product Viewed"',
    'restart',
  ]);
});

test('lengths are those of the configuration in force, and are written by what they are near to', () => {
  const own = planOf([load, beyond, { kind: 'reload', config: { sessions: { timeout: 5_000 } } }, beyond]);
  expect(textsOf(own).filter((text) => text.startsWith('wait'))).toEqual(['wait 30m 1ms', 'wait 5s 1ms']);
  expect(durationsOf(own).filter((text) => text !== undefined)).toEqual(['timeout + 1ms', 'timeout + 1ms']);
  const back = planOf([{ kind: 'setClock', span: { near: 'cutOff', plusMs: -1 }, back: true }], {
    sessions: { cutOff: {} },
  });
  expect(textsOf(back)).toEqual(['setClock -11h 59m 59s 999ms']);
  expect(textsOf({ ...back, config: {} })).toEqual(['setClock -29m 59s 999ms']);
  expect(durationsOf(back)).toEqual(['-cutOff + 1ms']);
});

test('edges of the wall clock are where it stands then', () => {
  const late = {
    ...planOf([wait(500), wait(-1, 'second'), wait(0, 'midnight')]),
    startMs: Date.UTC(2026, 2, 2, 23, 30),
  };
  expect(textsOf(late)).toEqual(['wait 500ms', 'wait 499ms', 'wait 29m 59s 1ms']);
  // In the morning midnight is too far away.
  expect(textsOf(planOf([wait(1), wait(0, 'midnight')]))).toEqual(['wait 1ms', 'wait 59s 999ms']);
  expect(textsOf(planOf([wait(-5)]))).toEqual(['wait 0ms']);
  expect(durationsOf(planOf([wait(-2_000, 'timeout')], { sessions: { timeout: 1_000 } }))).toEqual(['0ms']);
});

test('no timeline is longer than it may be', () => {
  expect(textsOf(planOf([track, track, track]), web, 4)).toHaveLength(4);
  expect(textsOf(planOf([track]), web, 1)).toEqual([]);
});
