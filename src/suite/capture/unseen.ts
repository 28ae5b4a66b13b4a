import type { Case } from '../../record/case.js';
import type { Verdict } from '../../record/verdict.js';

/** What a capture does not show, by the check that would look at it. */
const unseenBy: ReadonlyMap<string, string> = new Map([
  ['calls-return', 'a capture does not show what a call throws'],
  ['expected-return', 'a capture does not show what a call returns'],
  ['expected-log', "a capture does not show the SDK's log"],
  ['expected-messages', 'a capture does not show during which step a message left'],
]);

const toTheMillisecond = 'a capture does not show the clock of the device to the millisecond';

/** Paths of a message that say when something was. */
const dated: ReadonlySet<string> = new Set(['originalTimestamp', 'sentAt']);

/** A verdict on what a capture does not show is none, whichever way it went. */
export function withoutUnseen(scenario: Case, verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.map((verdict) => {
    const reason = whyUnseen(scenario, verdict);
    if (reason === undefined) return verdict;
    const { relatedSteps: _steps, deviation: _deviation, ...rest } = verdict;
    return { ...rest, status: 'skip', expected: '', observed: '', message: reason };
  });
}

function whyUnseen(scenario: Case, { check, step }: Verdict): string | undefined {
  const expectation = step === undefined ? undefined : scenario.expectations.get(step);
  if (check === 'expected-id' && typeof expectation?.id === 'object') return toTheMillisecond;
  if (check === 'expected-fields' && Object.keys(expectation?.fields ?? {}).some((path) => dated.has(path))) {
    return toTheMillisecond;
  }
  return unseenBy.get(check);
}
