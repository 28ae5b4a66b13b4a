import type { StepAction } from '../record/timeline.js';
import { eventAt, type Observation, type ObservedEvent } from './observation.js';

/** The event of a client that is nearest to a step. */
interface Neighbour {
  readonly event: ObservedEvent;
  /** What happens on the device between the two, and the time that passes there. */
  readonly between: readonly StepAction[];
}

/**
 * The events of a client nearest to a step of its own, before and after it, with nothing but steps of the given kinds
 * between: whatever else happens on the device may be a reason for anything.
 */
export function neighboursOf(
  observed: Observation,
  step: number,
  quiet: ReadonlySet<StepAction['kind']>,
): { readonly before: Neighbour | undefined; readonly after: Neighbour | undefined } {
  const nearest = (direction: -1 | 1): Neighbour | undefined => {
    const { steps } = observed.timeline;
    const own = steps[step];
    const between: StepAction[] = [];
    for (let index = step + direction; ; index += direction) {
      const each = steps[index];
      if (each === undefined) return undefined;
      const { device, client, action } = each;
      if (device !== own?.device && action.kind !== 'wait' && action.kind !== 'sleep') continue;
      if (action.kind === 'event' && client === own?.client) {
        const event = eventAt(observed, index);
        return event?.message === undefined ? undefined : { event, between };
      }
      if (!quiet.has(action.kind)) return undefined;
      between.push(action);
    }
  };
  return { before: nearest(-1), after: nearest(1) };
}
