import type { Json, StepAction } from '../../record/timeline.js';
import type { Finding } from '../../record/verdict.js';
import { type Check, stepNumber } from '../check.js';
import { neighboursOf } from '../neighbours.js';
import type { Observation } from '../observation.js';

/**
 * An id that the application reads is that of the messages around it, while they are of one session. On the web, what is
 * read in the very instant before an event belongs to the session of the event: one that has ended is not active.
 */
export const readId: Check = {
  id: 'read-id',
  title: 'an id that getSessionId returns is that of the messages around it',
  run({ case: { platform }, observed }) {
    const read = [...observed.returns.values()].flatMap(({ step, value }) => {
      const requirement = requirementFor(observed, step, platform === 'web');
      return requirement === undefined ? [] : [{ step, value, ...requirement }];
    });
    return ['SES-ID-006', 'SES-ID-007'].flatMap((requirement): Finding[] => {
      const readings = read.filter((reading) => reading.requirement === requirement);
      // Hardly any timeline reads an id, and a skip in all the others would only be noise.
      if (readings.length === 0) return [];
      const common = { check: this.id, requirement };
      const wrong = readings.find(({ value, carried }) => value !== null && value !== carried);
      if (wrong === undefined) {
        const message = `holds for ${readings.length} ${readings.length === 1 ? 'reading' : 'readings'}`;
        return [{ ...common, outcome: 'pass', expected: '', observed: '', message }];
      }
      const { step, value, carried, relatedStep } = wrong;
      const [expected, seen] = [textOf(carried), textOf(value)];
      const message = `${stepNumber(step)}: getSessionId returned ${seen}, and the message of step ${relatedStep + 1} carries ${expected}`;
      return [{ ...common, outcome: 'fail', step, relatedSteps: [relatedStep], expected, observed: seen, message }];
    });
  },
};

/** Steps between which nobody but an event ends a session. */
const quiet: ReadonlySet<StepAction['kind']> = new Set(['wait', 'sleep', 'getSessionId']);

interface Carried {
  readonly requirement: string;
  /** What the message carries; nothing where it has no session. */
  readonly carried: Json | undefined;
  readonly relatedStep: number;
}

function requirementFor(observed: Observation, step: number, isWeb: boolean): Carried | undefined {
  const { before, after } = neighboursOf(observed, step, quiet);
  if (after === undefined) return undefined;
  const { sessionId: carried, step: relatedStep } = after.event;
  if (carried !== undefined && carried === before?.event.sessionId) {
    return { requirement: 'SES-ID-006', carried, relatedStep };
  }
  // Another user may have another session, which begins with the call.
  const isSameInstant = after.between.every(({ kind }) => kind === 'getSessionId');
  return isWeb && isSameInstant && after.event.call.type !== 'identify'
    ? { requirement: 'SES-ID-007', carried, relatedStep }
    : undefined;
}

function textOf(value: Json | undefined): string {
  return value === undefined ? 'no id' : JSON.stringify(value);
}
