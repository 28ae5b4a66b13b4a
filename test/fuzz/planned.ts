import { Examiner } from '../../src/fuzz/examine.js';
import { type Plan, type PlannedAction, plainStartMs, type Span } from '../../src/fuzz/plan.js';
import type { LoadConfig } from '../../src/record/timeline.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { openTarget } from '../../src/target/index.js';

export const web = loadPolicy('rudderstack-web');
export const android = loadPolicy('rudderstack-android');
export const registry = loadRequirements();

export const load: PlannedAction = { kind: 'load' };
export const track: PlannedAction = { kind: 'event', type: 'track', name: 'Product Viewed' };
export const reset: PlannedAction = { kind: 'reset' };
export const reload: PlannedAction = { kind: 'reload' };
export const beyond: PlannedAction = { kind: 'wait', span: { near: 'timeout', plusMs: 1 } };
export const wait = (plusMs: number, near: Span['near'] = 'nothing'): PlannedAction => ({
  kind: 'wait',
  span: { near, plusMs },
});

/** A plan of one client. */
export function planOf(actions: readonly PlannedAction[], config: LoadConfig = {}, client = 'tab1'): Plan {
  return { startMs: plainStartMs, config, steps: actions.map((action) => ({ client, action })) };
}

export const kindsIn = (plan: Plan): string[] => plan.steps.map(({ action }) => action.kind);

/** An examiner of a target that runs no SDK, judged by the policy of that target. */
export function examinerOf(target: string, policy = web): Examiner {
  const bench = { registry, policy, edition: '2026-11', deviations: [] };
  return new Examiner(openTarget(target, { edition: '2026-11', seed: 1 }), bench, 40);
}
