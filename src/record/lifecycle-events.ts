import type { LifecycleStep, StepAction, VisibilityStep } from './timeline.js';

/**
 * What mobile SDKs track of their own accord when an application comes and goes, by the names that the vendor documents,
 * and the steps that may be the reason.
 */
const causes: ReadonlyMap<string, ReadonlySet<StepAction['kind']>> = new Map([
  ['Application Installed', launchesOr()],
  ['Application Updated', launchesOr()],
  ['Application Opened', launchesOr('foreground')],
  ['Application Backgrounded', new Set(['background', 'close', 'restart'])],
]);

type Coming = LifecycleStep['kind'] | VisibilityStep['kind'] | 'load';

function launchesOr(...more: Coming[]): ReadonlySet<StepAction['kind']> {
  return new Set<StepAction['kind']>(['load', 'restart', 'crash', ...more]);
}

export function isLifecycleEvent(name: string | undefined): boolean {
  return name !== undefined && causes.has(name);
}

/** Whether a step may be the reason for the event of this name. */
export function causesLifecycleEvent(action: StepAction, name: string): boolean {
  return causes.get(name)?.has(action.kind) === true;
}
