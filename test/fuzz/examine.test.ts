import { describe, expect, test } from 'vitest';
import { partingOf, signatureOf } from '../../src/fuzz/examine.js';
import { oneTime, withoutKinds } from '../../src/fuzz/kinds.js';
import type { Plan, PlannedAction } from '../../src/fuzz/plan.js';
import { android, examinerOf, load, planOf, reload, reset, track } from './planned.js';

describe('an examiner', () => {
  test('finds nothing where nothing is broken, and has no opinion on the engine', async () => {
    const { breaches, trace } = await examinerOf('reference:rudderstack-web').examine(
      planOf([load, track, reset, track]),
      'x',
    );
    expect(breaches).toEqual([]);
    expect(trace?.entries.length).toBeGreaterThan(0);
  });

  test('finds by the laws and by the opinion what a model breaks', async () => {
    const examined = await examinerOf('model:rudderstack-android', android).examine(
      planOf([load, track, reset, track]),
      'x',
    );
    expect(examined.breaches.map(({ signature }) => signature)).toEqual([
      'engine-opinion shares the id',
      'start-once SES-START-002',
    ]);
  });
});

test('what is generated is cut where it is too long, and what is played with seconds in between is not', async () => {
  const many = planOf([load, ...Array.from({ length: 45 }, () => reset), track]);
  const examiner = examinerOf('model:rudderstack-android', android);
  const written = async (plan: Plan) => (await examiner.examine(plan, 'x')).written.length;
  expect(await written(many)).toBe(40);
  expect(await written(withoutKinds(many, new Set([oneTime])))).toBe(1 + 45 * 2 + 1);
});

test('of pages side by side that are configured differently there is no opinion, except on ids that sessions share', async () => {
  const mixed = { client: 'tab2', action: { kind: 'load', config: { sessions: { autoTrack: false } } } } as const;
  const signatures = async (target: string, ...actions: PlannedAction[]): Promise<string[]> => {
    const own = planOf([load, ...actions]);
    const { breaches } = await examinerOf(target).examine({ ...own, steps: [...own.steps, mixed] }, 'x');
    return breaches.map(({ signature }) => signature);
  };
  const full: PlannedAction[] = [
    track,
    { kind: 'wait', span: { near: 'nothing', plusMs: 1 } },
    { kind: 'storage', state: 'full' },
  ];
  expect(await signatures('model:rudderstack-web', ...full, reload, track)).toEqual([]);
  expect(await signatures('model:rudderstack-web', track, reset, track)).toContain('engine-opinion shares the id');
});

test('of whom another user takes the place is no opinion where nobody says who the known user is', async () => {
  const identify = (name: string): PlannedAction => ({ kind: 'event', type: 'identify', name });
  const asking = { preConsent: { storage: 'session', delivery: 'immediate' } } as const;
  const cleared: PlannedAction = { kind: 'storage', state: 'cleared' };
  const signatures = async (last: PlannedAction): Promise<string[]> => {
    const plan = planOf([load, identify('user-1'), cleared, last], asking);
    return (await examinerOf('model:rudderstack-web').examine(plan, 'x')).breaches.map(({ signature }) => signature);
  };
  expect(await signatures(track)).toEqual(['engine-opinion has no session']);
  expect(await signatures(identify('user-2'))).toEqual([]);
});

test.each([
  ['session 2 with the start marker', 'session 1', 'goes on'],
  ['session 2 with the start marker', 'session 1 with the start marker', 'shares the id'],
  ['session 2', 'session 1 with the start marker', 'goes on'],
  ['session 1', 'session 2 with the start marker', 'begins another'],
  ['session 1 with the start marker', 'session 1', 'leaves it unmarked'],
  ['session 1', 'session 1 with the start marker', 'marks it'],
  ['no session', 'session 1', 'has a session'],
  ['session 1', 'no session', 'has no session'],
  ['session 1', 'no message', 'sends nothing'],
  ['no message', 'session 1', 'sends what is not due'],
])('expected %s, observed %s: it %s', (expected, observed, parting) => {
  expect(partingOf(expected, observed)).toBe(parting);
});

test('a law is known by its requirement, the opinion by the way in which the two part', () => {
  const one = { expected: 'session 1', observed: 'no session', requirement: 'SES-WIRE-001' };
  expect(signatureOf({ ...one, check: 'engine-opinion' })).toBe('engine-opinion has no session');
  expect(signatureOf({ ...one, check: 'delivery' })).toBe('delivery SES-WIRE-001');
});
