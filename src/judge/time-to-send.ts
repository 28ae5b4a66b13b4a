import type { Step, Timeline } from '../record/timeline.js';
import type { CallEntry } from '../record/trace.js';
import { configInForce } from './config-in-force.js';

/** Steps after which nothing of the page is there any more. */
export const leaving: ReadonlySet<string> = new Set(['close', 'reload', 'navigate', 'restart', 'crash']);

/**
 * Whether the page had time to send what a call asked for: time passed on it between the call, or the consent that the
 * message had to wait for, and its end. The end of the timeline is not one. A frozen page has no time.
 */
export function hasTimeToSend(timeline: Timeline, event: Pick<CallEntry, 'step' | 'device' | 'client'>): boolean {
  let isHeld = configInForce(timeline, event).preConsent?.delivery === 'buffer';
  let isFrozen = false;
  for (const step of timeline.steps.slice(event.step + 1)) {
    const { action } = step;
    if (action.kind === 'wait' && !isHeld && !isFrozen) return true;
    if (endsPageOf(event, step)) return false;
    if (step.device !== event.device || step.client !== event.client) continue;
    if (action.kind === 'consent') isHeld = false;
    else if (action.kind === 'freeze') isFrozen = true;
    else if (action.kind === 'thaw') isFrozen = false;
  }
  return !isHeld && !isFrozen;
}

function endsPageOf(event: Pick<CallEntry, 'device' | 'client'>, { device, client, action }: Step): boolean {
  if (device !== event.device || !leaving.has(action.kind)) return false;
  return client === event.client || action.kind === 'restart' || action.kind === 'crash';
}
