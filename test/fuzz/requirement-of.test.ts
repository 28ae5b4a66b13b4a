import { expect, test } from 'vitest';
import type { OpinionParting } from '../../src/fuzz/examine.js';
import type { PlannedAction } from '../../src/fuzz/plan.js';
import { requirementOf } from '../../src/fuzz/requirement-of.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { android, beyond, load, planOf, registry, reload, reset, track, wait, web } from './planned.js';

const identify: PlannedAction = { kind: 'event', type: 'identify', name: 'user-2' };
const away: PlannedAction[] = [{ kind: 'background' }, beyond, { kind: 'foreground' }];

test.each<[string, PlannedAction[], OpinionParting, 'web' | 'mobile', string]>([
  ['idle too long', [load, track, beyond, track], 'goes on', 'web', 'SES-TIMEOUT-003'],
  ['idle not too long', [load, track, wait(1_000), track], 'begins another', 'web', 'SES-TIMEOUT-004'],
  ['a reset', [load, track, reset, track], 'goes on', 'web', 'SES-RESET-001'],
  ['two sessions of one id', [load, track, reset, track], 'shares the id', 'web', 'SES-ID-004'],
  ['another user', [load, track, identify], 'goes on', 'mobile', 'SES-IDENTIFY-001'],
  ['a reload', [load, track, reload, track], 'begins another', 'web', 'SES-PERSISTENCE-001'],
  ['a return too late', [load, track, ...away, track], 'goes on', 'mobile', 'SES-TIMEOUT-014'],
  ['a session of the application', [load, track, { kind: 'startSession' }, track], 'goes on', 'web', 'SES-MANUAL-001'],
  ['the end', [load, { kind: 'endSession' }, track], 'has a session', 'web', 'SES-MANUAL-004'],
  ['a marker that is missing', [load, track], 'leaves it unmarked', 'web', 'SES-START-001'],
  ['spoilt data', [load, track, { kind: 'damage', how: 'truncated' }, track], 'goes on', 'web', 'SES-PERSISTENCE-009'],
])('%s', (_name, actions, parting, platform, requirement) => {
  const { timeline } = resolvePlan(planOf(actions), platform === 'web' ? web : android, 'test');
  const step = timeline.steps.length - 1;
  expect(requirementOf({ timeline, step, parting }, platform, registry, '2026-11')).toBe(requirement);
});

test('a requirement of another edition is not named', () => {
  const { timeline } = resolvePlan(planOf([load, track, ...away, track]), android, 'test');
  const step = timeline.steps.length - 1;
  expect(requirementOf({ timeline, step, parting: 'goes on' }, 'mobile', registry, '2022-12')).toBe('SES-TIMEOUT-015');
});
