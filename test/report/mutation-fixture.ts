import type { MutantOutcome, MutationScore, SeededFault, Witness } from '../../src/record/mutation-score.js';

/** A mutant and what became of it, to be changed where a test needs it. */
export function seededFault(changes: Partial<SeededFault> = {}): SeededFault {
  return {
    id: 'never-ends',
    title: 'a session never ends',
    source: 'a slip of logic',
    family: 'rudderstack-web',
    edition: '2026-11',
    requirement: 'SES-TIMEOUT-003',
    check: 'expected-session',
    ...changes,
  };
}

export function witness(changes: Partial<Witness> = {}): Witness {
  return {
    scenario: 'timeout/beyond/type=page',
    isDeclared: true,
    failure: {
      check: 'expected-session',
      requirement: 'SES-TIMEOUT-003',
      step: 3,
      message: 'step 4: expected a new session, "second", observed session "first" (1772442000000)',
    },
    ...changes,
  };
}

export function mutantOutcome(changes: Partial<MutantOutcome> = {}): MutantOutcome {
  return { mutant: seededFault(), played: 736, witnesses: [witness()], ...changes };
}

export function mutationScore(changes: Partial<MutationScore> = {}): MutationScore {
  return {
    lapseVersion: '1.2.3',
    scenarios: 878,
    controls: [{ family: 'rudderstack-web', edition: '2026-11', failures: [] }],
    outcomes: [mutantOutcome()],
    smallest: ['timeout/beyond/type=page'],
    candidates: [
      { scenario: 'timeout/long-after', catches: ['never-ends'], mergeInto: 'timeout/beyond' },
      { scenario: 'wire/order', catches: [] },
    ],
    ...changes,
  };
}
