import type { StepConduct } from '../record/conduct.js';
import type { Timeline } from '../record/timeline.js';
import type { Trace } from '../record/trace.js';
import { behaviourOf } from './behaviour.js';

/**
 * What each call of a timeline led to, as the engine has it and as it was observed, for those who draw it.
 * @param opinion what the engine makes of the same timeline
 */
export function stepConducts(timeline: Timeline, trace: Trace, opinion: Trace): StepConduct[] {
  const expectedAt = behaviourOf(opinion, timeline).conducts;
  const observedAt = behaviourOf(trace, timeline).conducts;
  return timeline.steps.flatMap((_, step) => {
    const [expected, observed] = [expectedAt.get(step), observedAt.get(step)];
    if (expected === undefined && observed === undefined) return [];
    return [{ step, ...(expected === undefined ? {} : { expected }), ...(observed === undefined ? {} : { observed }) }];
  });
}
