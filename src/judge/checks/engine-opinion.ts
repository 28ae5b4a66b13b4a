import type { Finding } from '../../record/verdict.js';
import { type Check, mainRequirement, stepNumber } from '../check.js';
import { hasOutage, mayBeMissing } from '../due.js';
import type { Observation, ObservedEvent } from '../observation.js';

/**
 * The second opinion: the target cuts the timeline into the same sessions as the reference engine, with the start
 * markers in the same places. Ids are compared by which messages share one, not by value.
 */
export const engineOpinion: Check = {
  id: 'engine-opinion',
  title: 'the target and the reference engine cut the timeline into the same sessions',
  run({ case: scenario, observed, opinion }) {
    const finding = { check: this.id, requirement: mainRequirement(scenario), expected: '', observed: '' } as const;
    if (opinion === undefined) return [{ ...finding, outcome: 'skip', message: 'the target is the engine itself' }];
    if (opinion.events.length === 0) return [{ ...finding, outcome: 'skip', message: 'the timeline sends no event' }];
    const { step, ...compared } = compare(finding, opinion.events, observed);
    return [step === undefined ? compared : { ...compared, step, requirement: mainRequirement(scenario, step) }];
  },
};

type Common = Pick<Finding, 'check' | 'requirement' | 'expected' | 'observed'>;

function compare(finding: Common, opinion: readonly ObservedEvent[], observed: Observation): Finding {
  const ours = new SessionNames();
  const theirs = new SessionNames();
  for (const [index, event] of opinion.entries()) {
    const counterpart = observed.events[index];
    // The engine delivers at the moment of the call. And before it is counted: a session of which nothing has been seen
    // yet would shift the numbers of those that follow. Whether it may be missing while offline, a law of its own says.
    if (counterpart !== undefined && hasOutage(observed) && mayBeMissing(observed, counterpart)) continue;
    const expected = ours.describe(event);
    const seen = theirs.describe(counterpart);
    if (expected === seen) continue;
    return {
      ...finding,
      outcome: 'fail',
      step: event.step,
      expected,
      observed: seen,
      message: `${stepNumber(event.step)}: the reference engine says ${expected}, the target ${seen}`,
    };
  }
  const sessions = ours.count === 1 ? '1 session' : `${ours.count} sessions`;
  return { ...finding, outcome: 'pass', expected: sessions, observed: sessions, message: `both see ${sessions}` };
}

/** Sessions numbered in the order in which they appear, so that two tellings of one story can be compared. */
class SessionNames {
  readonly #numbers = new Map<string, number>();

  get count(): number {
    return this.#numbers.size;
  }

  describe(event: ObservedEvent | undefined): string {
    if (event?.message === undefined) return 'no message';
    if (event.sessionId === undefined) return 'no session';
    const key = JSON.stringify([event.device, event.sessionId]);
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    return `session ${number}${event.sessionStart === true ? ' with the start marker' : ''}`;
  }
}
