import type { LoadConfig, StepAction } from '../../record/timeline.js';
import type { Finding } from '../../record/verdict.js';
import { type Check, stepNumber } from '../check.js';
import { configInForce } from '../config-in-force.js';
import { neighboursOf } from '../neighbours.js';
import type { Observation, ObservedEvent } from '../observation.js';

/**
 * On the web, `reset` keeps the anonymous id, unless it is told to reset it too. Before consent, and where nothing may be
 * stored, it need not be kept at all.
 */
export const visitorAfterReset: Check = {
  id: 'visitor-after-reset',
  title: 'reset changes the anonymous id if it is told to, and not otherwise',
  run({ case: { platform }, observed }) {
    const resets = platform === 'web' ? resetsBetweenMessages(observed) : [];
    // Hardly any timeline resets, and a skip in all the others would only be noise.
    if (resets.length === 0) return [];
    const common = { check: this.id, requirement: 'SES-RESET-007' };
    const wrong = resets.find(({ isToChange, before, after }) => isToChange === (idOf(before) === idOf(after)));
    if (wrong === undefined) {
      const message = `holds for ${resets.length} ${resets.length === 1 ? 'reset' : 'resets'}`;
      return [{ ...common, outcome: 'pass', expected: '', observed: '', message }];
    }
    const { step, isToChange, before, after } = wrong;
    const finding: Finding = {
      ...common,
      outcome: 'fail',
      step: after.step,
      relatedSteps: [before.step, step],
      expected: isToChange ? 'another anonymous id' : 'the same anonymous id',
      observed: isToChange ? 'the same' : 'another',
      message: `${stepNumber(after.step)}: the anonymous id ${isToChange ? 'is the same after a reset that was told to change it' : 'is another one after a reset that was not told to change it'}`,
    };
    return [finding];
  },
};

/** Steps that have nothing to do with who the visitor is. */
const quiet: ReadonlySet<StepAction['kind']> = new Set(['wait', 'sleep', 'getSessionId', 'startSession', 'endSession']);

interface ResetBetween {
  readonly step: number;
  readonly isToChange: boolean;
  readonly before: ObservedEvent;
  readonly after: ObservedEvent;
}

function resetsBetweenMessages(observed: Observation): ResetBetween[] {
  return observed.timeline.steps.flatMap(({ action }, step) => {
    if (action.kind !== 'reset') return [];
    const { before, after } = neighboursOf(observed, step, quiet);
    if (before === undefined || after === undefined) return [];
    if (!keepsAnonymousId(configInForce(observed.timeline, before.event))) return [];
    return [{ step, isToChange: action.anonymousId === true, before: before.event, after: after.event }];
  });
}

function idOf({ message }: ObservedEvent): unknown {
  return message?.body.anonymousId;
}

function keepsAnonymousId({ preConsent, storage }: LoadConfig): boolean {
  return preConsent === undefined && storage?.type !== 'none';
}
