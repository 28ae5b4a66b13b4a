import { expect, test } from 'vitest';
import type { PlannedStep } from '../../src/fuzz/plan.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { hasMixedPages } from '../../src/fuzz/undecided.js';
import { planOf, track, web } from './planned.js';

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
