import type { Step, StepAction } from '../../../src/record/timeline.js';
import { eventsOf, type Law, type Subject, sameShown, shownBy } from '../law.js';

/**
 * After an event, at the same instant, so that the load is no activity that the event was not already. On a phone it is
 * a launch from scratch, of which the policy may say that it replaces a manual session.
 */
export const saveAndLoad: Law = {
  id: 'save-and-load',
  title: 'Going away and loading again right after an event of a session changes nothing',
  domain: { devices: 2 },
  choices: [1_000],
  async check(timeline, [choice = 0], subject) {
    const events = await eventsOf(timeline, subject);
    const live = events.filter(
      ({ sessionId, step }) => sessionId !== undefined && maySave(timeline.steps.slice(0, step + 1), subject),
    );
    const after = live[choice % Math.max(1, live.length)]?.step;
    const event = after === undefined ? undefined : timeline.steps[after];
    if (after === undefined || event === undefined) return 'silent';
    const action: StepAction = { kind: subject.policy.platform === 'web' ? 'reload' : 'restart' };
    const steps = [...timeline.steps.slice(0, after + 1), { ...event, action }, ...timeline.steps.slice(after + 1)];
    const loaded = await eventsOf({ ...timeline, steps }, subject);
    return sameShown(`loaded again after step ${after + 1}`, events.map(shownBy), loaded.map(shownBy));
  },
};

/** Whether loading again here is to change nothing: on the web always. */
function maySave(steps: readonly Step[], { policy }: Subject): boolean {
  if (policy.platform === 'web') return true;
  const device = steps.at(-1)?.device;
  const kinds = steps.filter((step) => step.device === device).map(({ action }) => action.kind);
  const last = (...words: StepAction['kind'][]): number => Math.max(...words.map((word) => kinds.lastIndexOf(word)));
  // A launch brings the application to the foreground, where it counts from then on.
  const inBackground = last('background') > last('foreground', 'load', 'restart');
  const manual =
    last('startSession') >
    last('endSession', ...(policy.values.manualAfterRestart === 'replaced' ? (['restart'] as const) : []));
  return !inBackground && (!manual || policy.values.manualAfterRestart === 'continued');
}
