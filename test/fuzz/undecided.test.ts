import { describe, expect, test } from 'vitest';
import type { PlannedStep } from '../../src/fuzz/plan.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { hasMixedPages, sessionUndecidedFrom, userUndecidedFrom } from '../../src/fuzz/undecided.js';
import { load, planOf, reload, reset, track, web } from './planned.js';

const untracked = { sessions: { autoTrack: false } };
const on = (client: string, action: PlannedStep['action']): PlannedStep => ({ client, action });
const isMixed = (...steps: PlannedStep[]): boolean =>
  hasMixedPages(resolvePlan({ ...planOf([]), steps }, web, 'test').timeline);

test('pages that are open side by side are mixed when one asks for something else', () => {
  const both = [on('tab1', { kind: 'load' }), on('tab2', { kind: 'load' })];
  expect(isMixed(...both, on('tab1', track))).toBe(false);
  expect(isMixed(...both, on('tab1', { kind: 'reload', config: untracked }))).toBe(true);
  expect(isMixed(on('tab1', { kind: 'load' }), on('tab2', { kind: 'load', config: untracked }))).toBe(true);
});

test('pages that follow each other are not', () => {
  const first = on('tab1', { kind: 'load' });
  const second = on('tab2', { kind: 'load', config: untracked });
  expect(isMixed(first, on('tab1', { kind: 'reload', config: untracked }), second)).toBe(false);
  expect(isMixed(first, on('tab1', { kind: 'close' }), second)).toBe(false);
  expect(isMixed(first, on('tab2', { kind: 'load' }), on('tab1', { kind: 'crash', config: untracked }))).toBe(false);
});

describe('who the known user is', () => {
  const one = { kind: 'event', type: 'identify', name: 'user-1' } as const;
  const another = { ...one, name: 'user-2' } as const;
  const asking = { preConsent: { storage: 'session', delivery: 'immediate' } } as const;
  const cleared = { kind: 'storage', state: 'cleared' } as const;
  const from = (actions: PlannedStep['action'][], config = {}): number | undefined =>
    userUndecidedFrom(resolvePlan(planOf(actions, config), web, 'test').timeline);

  test('is decided where it may be kept', () => {
    expect(from([load, one, track, another, reload, one])).toBeUndefined();
  });

  test('nobody decides of somebody who was identified before consent', () => {
    const steps = resolvePlan(planOf([load, one, another], asking), web, 'test').timeline.steps;
    expect(from([load, one, another], asking)).toBe(steps.length - 1);
    expect(from([load, one, { kind: 'consent' }, another], asking)).toBe(steps.length);
    expect(from([load, { kind: 'consent' }, one, another], asking)).toBeUndefined();
    expect(from([load, one, reset, another], asking)).toBeUndefined();
  });

  test('nobody decides of somebody whom a page had in memory when storage was cleared, once another page is loaded', () => {
    const steps = resolvePlan(planOf([load, one, cleared, reload, another]), web, 'test').timeline.steps;
    expect(from([load, one, cleared, reload, another])).toBe(steps.length - 1);
    expect(from([load, one, cleared, another])).toBeUndefined();
    expect(from([load, cleared, reload, one, another])).toBeUndefined();
  });
});

describe('which session goes on', () => {
  const cleared = { kind: 'storage', state: 'cleared' } as const;
  const damaged = { kind: 'damage', how: 'unparseable' } as const;
  const consent = { kind: 'consent' } as const;
  const timeline = (actions: PlannedStep['action'][]) => resolvePlan(planOf(actions), web, 'test').timeline;

  test.each([cleared, damaged])('nobody decides when a page consents after its storage is lost: $kind', (lost) => {
    const played = timeline([load, track, lost, consent, track]);
    const step = sessionUndecidedFrom(played) as number;
    expect(played.steps[step]?.action.kind).toBe('consent');
  });

  test.each([track, reload, reset, { kind: 'startSession' }] as const)('is settled by $kind in between', (settles) => {
    expect(sessionUndecidedFrom(timeline([load, track, cleared, settles, consent, track]))).toBeUndefined();
  });

  const storage = (state: 'full' | 'unavailable' | 'available') => ({ kind: 'storage', state }) as const;

  test.each([cleared, damaged])(
    'nobody decides when a page loses to $kind what it may have had in memory only',
    (lost) => {
      for (const state of ['full', 'unavailable'] as const) {
        const steps = [load, storage(state), track, storage('available')];
        const played = timeline([...steps, lost, track]);
        expect(played.steps[sessionUndecidedFrom(played) as number]?.action.kind).toBe(lost.kind);
        expect(sessionUndecidedFrom(timeline([...steps, reload, lost, track]))).toBeUndefined();
        expect(sessionUndecidedFrom(timeline([...steps, { kind: 'crash' }, lost, track]))).toBeUndefined();
        expect(sessionUndecidedFrom(timeline([...steps, { kind: 'close' }, lost, load, track]))).toBeUndefined();
        // A page that loads meanwhile does without as well; while it must, it has nothing there to lose.
        expect(sessionUndecidedFrom(timeline([storage(state), load, storage('available'), lost]))).toBeDefined();
        expect(sessionUndecidedFrom(timeline([load, storage(state), track, lost, track]))).toBeUndefined();
      }
    },
  );

  test('is decided without a consent, and without a loss', () => {
    expect(sessionUndecidedFrom(timeline([load, track, cleared, track]))).toBeUndefined();
    expect(sessionUndecidedFrom(timeline([load, track, consent, track]))).toBeUndefined();
  });
});
