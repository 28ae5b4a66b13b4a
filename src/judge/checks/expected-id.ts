import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';
import { eventAt } from '../observation.js';

/** The author's `id`: the number itself, or the wall clock of a step. */
export const expectedId: Check = {
  id: 'expected-id',
  title: 'the session id is the number, or the instant, that the scenario says',
  run({ case: scenario, observed }) {
    return compareExpectations(this.id, scenario, ({ id }, step) => {
      if (id === undefined) return undefined;
      const event = eventAt(observed, step);
      const atStep = typeof id === 'number' ? undefined : id.wallClockOf;
      const wanted = typeof id === 'number' ? [id] : inUnit(observed.wallMsAt.get(id.wallClockOf), id.unit);
      const instant = atStep === undefined ? '' : `, the wall clock of step ${atStep + 1}`;
      const seen = event?.message === undefined ? 'no message' : `id ${JSON.stringify(event.sessionId) ?? 'absent'}`;
      return {
        holds: typeof event?.sessionId === 'number' && wanted.includes(event.sessionId),
        expected: `id ${wanted.join(' or ')}${instant}`,
        observed: seen,
        ...(atStep === undefined || atStep === step ? {} : { relatedStep: atStep }),
      };
    });
  },
};

/** The wall clock as an id may say it. */
function inUnit(wallMs: number | undefined, unit: 'seconds' | 'either' | undefined): number[] {
  if (wallMs === undefined) return [];
  const seconds = Math.floor(wallMs / 1_000);
  return unit === undefined ? [wallMs] : unit === 'seconds' ? [seconds] : [wallMs, seconds];
}
