import type { Step, Timeline } from '../record/timeline.js';
import type { CallEntry } from '../record/trace.js';
import { configInForce } from './config-in-force.js';

/** Steps after which nothing of the page is there any more. */
export const leaving: ReadonlySet<string> = new Set(['close', 'reload', 'navigate', 'restart', 'crash']);

/**
 * What a page could do about the message of a call until its end.
 *
 * - `time`: time passed on it between the call, or the consent that the message had to wait for, and its end. The end of
 *   the timeline is not one. A frozen page has no time.
 * - `a-moment`: it was left, or frozen, before any time passed, but nothing held the message back.
 * - `nothing`: it was left, or the timeline ended, before the consent that the message had to wait for.
 */
export type ChanceToSend = 'time' | 'a-moment' | 'nothing';

type Call = Pick<CallEntry, 'step' | 'device' | 'client'>;

export function chanceToSend(timeline: Timeline, event: Call): ChanceToSend {
  let isHeld = configInForce(timeline, event).preConsent?.delivery === 'buffer';
  let isFrozen = false;
  const withoutTime = (): ChanceToSend => (isHeld ? 'nothing' : 'a-moment');
  for (const step of timeline.steps.slice(event.step + 1)) {
    const { action } = step;
    if (action.kind === 'wait' && !isHeld && !isFrozen) return 'time';
    if (endsPageOf(event, step)) return withoutTime();
    if (step.device !== event.device || step.client !== event.client) continue;
    if (action.kind === 'consent') isHeld = false;
    else if (action.kind === 'freeze') isFrozen = true;
    else if (action.kind === 'thaw') isFrozen = false;
  }
  return isHeld || isFrozen ? withoutTime() : 'time';
}

/** Whether the message of a call had time to leave its page, so that it must have. */
export function hasTimeToSend(timeline: Timeline, event: Call): boolean {
  return chanceToSend(timeline, event) === 'time';
}

function endsPageOf(event: Pick<Call, 'device' | 'client'>, { device, client, action }: Step): boolean {
  if (device !== event.device || !leaving.has(action.kind)) return false;
  return client === event.client || action.kind === 'restart' || action.kind === 'crash';
}
