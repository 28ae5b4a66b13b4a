import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepAction } from '../../src/record/timeline.js';
import { caseOf, dropMessage, event, load, observationOf, on, swapMessages, traceOf, track, wait } from './fixture.js';

/** Whose message is missing: the steps of calls that claim none, when so many of the messages are lost. */
function missing(scenario: ReturnType<typeof caseOf>, ...lost: readonly number[]): number[] {
  let trace = traceOf(scenario);
  // From the last on, so that the numbers of the others stay.
  for (const message of [...lost].sort((one, other) => other - one)) trace = dropMessage(trace, message);
  return observationOf(scenario, trace)
    .events.filter(({ message }) => message === undefined)
    .map(({ step }) => step);
}

const identify = event('identify', 'user-1');

describe('of calls of one instant that say the same', () => {
  test('the one whose message would stand out of line is the one without', () => {
    const scenario = caseOf([load, track('same'), identify, track('same')]);
    expect(missing(scenario, 0)).toEqual([1]);
    expect(missing(scenario, 2)).toEqual([3]);
    expect(missing(scenario, 1)).toEqual([2]);
  });

  test('the last are without when nothing else was said between them', () => {
    const scenario = caseOf([load, track('same'), track('same'), identify, wait(1), track('same')]);
    expect(missing(scenario, 0)).toEqual([2]);
    expect(missing(scenario, 0, 1)).toEqual([1, 2]);
    // Another instant is another question.
    expect(missing(scenario, 3)).toEqual([5]);
  });

  test('each client has an order of its own', () => {
    const steps = [load, on('tab2', load), track('same'), on('tab2', identify), on('tab2', track('same')), identify];
    const scenario = caseOf([...steps, track('same')]);
    expect(missing(scenario, 0)).toEqual([2]);
    expect(missing(scenario, 2)).toEqual([4]);
    expect(missing(scenario, 4)).toEqual([6]);
  });

  test('one whose page was left is without, wherever it stands', () => {
    const held = { kind: 'load', config: { preConsent: { storage: 'none', delivery: 'buffer' } } } as const;
    const reload: StepAction = { kind: 'reload', config: {} };
    const scenario = caseOf([held, identify, track('same'), reload, track('same'), identify]);
    const { events } = observationOf(scenario);
    expect(events.map(({ message }) => message?.message)).toEqual([undefined, undefined, 0, 1]);
  });

  test('messages that overtook others are claimed all the same', () => {
    const scenario = caseOf([load, track('one'), identify, track('two'), track('one')]);
    const trace = swapMessages(dropMessage(traceOf(scenario), 0), 0, 1);
    const { events, unclaimed } = observationOf(scenario, trace);
    expect(events.map(({ message }) => message?.message)).toEqual([undefined, 1, 0, 2]);
    expect(unclaimed).toEqual([]);
  });
});

test('however many are lost, no message is left unclaimed, and all that are claimed are in order', () => {
  const call = fc.constantFrom(track('one'), track('two'), identify, event('page', 'Home'), wait(1));
  fc.assert(
    fc.property(
      fc.array(call, { minLength: 1, maxLength: 12, size: 'max' }),
      fc.array(fc.nat({ max: 11 }), { maxLength: 4, size: 'max' }),
      (steps, drawn) => {
        const scenario = caseOf([load, ...steps]);
        const total = observationOf(scenario).messages.length;
        const lost = [...new Set(drawn)].filter((message) => message < total).sort((one, other) => other - one);
        const trace = lost.reduce((left, message) => dropMessage(left, message), traceOf(scenario));
        const { events, unclaimed } = observationOf(scenario, trace);
        expect(unclaimed).toEqual([]);
        const claimed = events.flatMap(({ message }) => (message === undefined ? [] : [message.message]));
        expect(claimed).toEqual([...claimed].sort((one, other) => one - other));
        expect(claimed).toHaveLength(total - lost.length);
      },
    ),
    { numRuns: 300, seed: 1 },
  );
});
