import { describe, expect, test } from 'vitest';
import { orderAfterOutage } from '../../../src/judge/checks/order-after-outage.js';
import { attempted, caseOf, contextOf, load, quiet, silent, traceOf, track, wait } from '../fixture.js';

const scenario = caseOf([
  load,
  { kind: 'network', state: 'offline' },
  track('one'),
  { kind: 'network', state: 'online' },
  wait(1_000),
  track('two'),
]);
const trace = traceOf(scenario);

describe('order-after-outage', () => {
  test('says nothing of a timeline without an outage', () => {
    expect(orderAfterOutage.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });

  test('passes when what was held up arrives first', () => {
    expect(orderAfterOutage.run(contextOf(scenario))).toMatchObject([{ outcome: 'pass' }]);
    const both = attempted(
      trace,
      new Map([
        [0, [0, 200]],
        [1, [0, 200]],
      ]),
    );
    expect(orderAfterOutage.run(contextOf(scenario, both))).toMatchObject([{ outcome: 'pass' }]);
  });

  test('fails at the call whose message went ahead', () => {
    const overtaken = attempted(trace, new Map([[0, [0, 200]]]));
    const what = 'its message arrived before that of an earlier call';
    expect(orderAfterOutage.run(contextOf(scenario, overtaken))).toEqual([
      {
        ...quiet('order-after-outage', 'SES-WIRE-010', 'fail'),
        step: 5,
        relatedSteps: [],
        observed: what,
        message: `step 6: ${what}`,
      },
    ]);
  });

  test('what never arrives overtakes nobody', () => {
    expect(orderAfterOutage.run(contextOf(scenario, attempted(trace, new Map([[0, [0]]]))))).toMatchObject([
      { outcome: 'pass', message: 'holds for 1 message' },
    ]);
    expect(orderAfterOutage.run(contextOf(scenario, silent(trace)))).toMatchObject([{ outcome: 'skip' }]);
  });
});
