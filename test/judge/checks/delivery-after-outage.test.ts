import { describe, expect, test } from 'vitest';
import { deliveryAfterOutage } from '../../../src/judge/checks/delivery-after-outage.js';
import { retryMs } from '../../../src/judge/due.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { attempted, caseOf, contextOf, load, traceOf, track, wait } from '../fixture.js';

const refuses: StepAction = { kind: 'server', answer: 500 };
const accepts: StepAction = { kind: 'server', answer: 'ok' };
const offline: StepAction = { kind: 'network', state: 'offline' };
const online: StepAction = { kind: 'network', state: 'online' };

const refused = caseOf([load, refuses, track('one'), accepts, wait(retryMs)]);
const away = caseOf([load, offline, track('one'), online, wait(retryMs)]);
const left = caseOf([load, refuses, track('one'), { kind: 'reload' }, accepts, wait(retryMs)]);

/** What becomes of a case whose first message is attempted with these statuses. */
const outcomes = (scenario: typeof refused, ...statuses: number[]) =>
  deliveryAfterOutage
    .run(contextOf(scenario, attempted(traceOf(scenario), new Map([[0, statuses]]))))
    .map(({ requirement, outcome }) => [requirement, outcome]);

const tenTimes = Array.from({ length: 10 }, () => 500);

describe('delivery-after-outage', () => {
  test('says nothing of a timeline without an outage', () => {
    expect(deliveryAfterOutage.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });

  test('skips an outage in which nothing was called', () => {
    const quiet = caseOf([load, track('one'), wait(1), offline]);
    expect(deliveryAfterOutage.run(contextOf(quiet))).toMatchObject([{ requirement: 'SES-WIRE-009', outcome: 'skip' }]);
  });

  test('passes when the event arrives in the end', () => {
    expect(outcomes(refused, 500, 0, 200)).toEqual([['SES-WIRE-009', 'pass']]);
    expect(outcomes(away, 0, 200)).toEqual([
      ['SES-WIRE-009', 'pass'],
      ['SES-WIRE-011', 'pass'],
    ]);
    expect(outcomes(left, 500, 200)).toEqual([
      ['SES-WIRE-009', 'skip'],
      ['SES-WIRE-012', 'pass'],
    ]);
  });

  test('fails at the call whose event is given up, and says after how many attempts', () => {
    const given = attempted(traceOf(refused), new Map([[0, [500, 500]]]));
    expect(deliveryAfterOutage.run(contextOf(refused, given))).toMatchObject([
      { outcome: 'fail', step: 2, message: 'step 3: the track was never delivered, after 2 attempts' },
    ]);
    expect(outcomes(left, 500)).toEqual([
      ['SES-WIRE-009', 'skip'],
      ['SES-WIRE-012', 'fail'],
    ]);
  });

  test('the documented number of attempts is enough for the data plane, and not for a device that was offline', () => {
    expect(outcomes(refused, ...tenTimes)).toEqual([['SES-WIRE-009', 'pass']]);
    expect(outcomes(refused, ...tenTimes.slice(1))).toEqual([['SES-WIRE-009', 'fail']]);
    expect(outcomes(left, ...tenTimes)).toContainEqual(['SES-WIRE-012', 'pass']);
    expect(outcomes(away, ...tenTimes)).toEqual([
      ['SES-WIRE-009', 'pass'],
      ['SES-WIRE-011', 'fail'],
    ]);
  });

  test('of more than a hundred events that wait, the latest hundred', () => {
    const many = caseOf([
      load,
      refuses,
      ...Array.from({ length: 101 }, (_, index) => track(`event ${index}`)),
      accepts,
      wait(retryMs),
    ]);
    const lose = (...lost: number[]) =>
      deliveryAfterOutage.run(
        contextOf(many, attempted(traceOf(many), new Map(lost.map((message) => [message, [500]])))),
      );
    expect(lose(0)).toMatchObject([{ outcome: 'pass' }]);
    expect(lose(1)).toMatchObject([{ outcome: 'fail', step: 3 }]);
  });
});
