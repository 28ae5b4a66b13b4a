import { describe, expect, test } from 'vitest';
import { engineOpinion } from '../../../src/judge/checks/engine-opinion.js';
import { retryMs } from '../../../src/judge/due.js';
import type { JsonObject, StepAction } from '../../../src/record/timeline.js';
import {
  attempted,
  beyondTimeout,
  caseOf,
  changeMessages,
  contextOf,
  dropMessage,
  eagerId,
  frozenId,
  load,
  quiet,
  silent,
  traceOf,
  track,
  wait,
  withSessionField,
} from '../fixture.js';

const scenario = caseOf([load, track('one'), wait(10), track('two'), beyondTimeout, track('three')]);
const opinion = traceOf(scenario);

function failure(step: number, expected: string, observed: string) {
  const message = `step ${step + 1}: the reference engine says ${expected}, the target ${observed}`;
  return { ...quiet('engine-opinion', 'SES-TIMEOUT-003', 'fail'), step, expected, observed, message };
}

describe('engine-opinion', () => {
  test('passes when both cut the timeline alike, whatever the ids are', () => {
    const passed = {
      ...quiet('engine-opinion', 'SES-TIMEOUT-003', 'pass'),
      expected: '2 sessions',
      observed: '2 sessions',
      message: 'both see 2 sessions',
    };
    expect(engineOpinion.run(contextOf(scenario, opinion, opinion))).toEqual([passed]);
    const otherIds = changeMessages(opinion, (entry) => {
      const context = entry.body.context as JsonObject;
      return [
        { ...entry, body: { ...entry.body, context: { ...context, sessionId: Number(context.sessionId) + 77 } } },
      ];
    });
    expect(engineOpinion.run(contextOf(scenario, otherIds, opinion))).toEqual([passed]);
  });

  test('charges the step at which they part to the requirement that it names', () => {
    const requirements = ['SES-TIMEOUT-003', 'SES-START-001'];
    const named = caseOf(
      scenario.timeline.steps.map(({ action }) => action),
      { 5: { requirement: 'SES-START-001' } },
      { requirements },
    );
    const partAt = (index: number) =>
      engineOpinion.run(contextOf(named, dropMessage(opinion, index), opinion)).map(({ requirement }) => requirement);
    expect([partAt(1), partAt(2)]).toEqual([['SES-TIMEOUT-003'], ['SES-START-001']]);
  });

  test('what an outage holds up to the end has not been seen yet, and what had time enough is missing', () => {
    const outage = (...rest: StepAction[]) => {
      const steps = caseOf([load, track('one'), { kind: 'network', state: 'offline' }, track('two'), ...rest]);
      const waiting = attempted(traceOf(steps), new Map([[1, [0, 0]]]));
      return engineOpinion.run(contextOf(steps, waiting, traceOf(steps)));
    };
    expect(outage(wait(retryMs))).toMatchObject([{ outcome: 'pass', expected: '1 session' }]);
    expect(outage({ kind: 'network', state: 'online' }, wait(retryMs))).toMatchObject([
      { outcome: 'fail', step: 3, observed: 'no message' },
    ]);
  });

  test.each([
    [9, 'fail'],
    [10, 'pass'],
  ] as const)('what was attempted %i times may have been given up: %s', (attempts, outcome) => {
    const steps = caseOf([
      { kind: 'server', answer: 429 },
      load,
      track('one'),
      wait(retryMs),
      { kind: 'server', answer: 'ok' },
      wait(retryMs),
      track('two'),
    ]);
    const refused = attempted(traceOf(steps), new Map([[0, Array.from({ length: attempts }, () => 429)]]));
    expect(engineOpinion.run(contextOf(steps, refused, traceOf(steps)))).toMatchObject([{ outcome }]);
  });

  test('a session of which an outage has let nothing through yet shifts no number of a later one', () => {
    const steps = caseOf([
      load,
      track('one'),
      { kind: 'network', state: 'offline' },
      beyondTimeout,
      track('two'),
      { kind: 'reload' },
      { kind: 'storage', state: 'cleared' },
      { kind: 'network', state: 'online' },
      { kind: 'reload' },
      track('three'),
    ]);
    const waiting = attempted(traceOf(steps), new Map([[1, [0, 0]]]));
    expect(engineOpinion.run(contextOf(steps, waiting, traceOf(steps)))).toMatchObject([
      { outcome: 'pass', expected: '2 sessions' },
    ]);
    expect(engineOpinion.run(contextOf(steps, frozenId(waiting), traceOf(steps)))).toMatchObject([
      { outcome: 'fail', step: 9, expected: 'session 2 with the start marker', observed: 'session 1' },
    ]);
  });

  test.each([
    ['a frozen id', frozenId(opinion), failure(5, 'session 2 with the start marker', 'session 1')],
    ['a session for every event', eagerId(opinion), failure(3, 'session 1', 'session 2 with the start marker')],
    ['a lost message', dropMessage(opinion, 1), failure(3, 'session 1', 'no message')],
    ['no message at all', silent(opinion), failure(1, 'session 1 with the start marker', 'no message')],
    ['a stripped id', withSessionField(opinion, 1, 'sessionId', undefined), failure(3, 'session 1', 'no session')],
    [
      'a stripped marker',
      withSessionField(opinion, 2, 'sessionStart', undefined),
      failure(5, 'session 2 with the start marker', 'session 2'),
    ],
  ])('fails for %s', (_name, damaged, finding) => {
    expect(engineOpinion.run(contextOf(scenario, damaged, opinion))).toEqual([finding]);
  });

  test('skips when the target is the engine itself', () => {
    expect(engineOpinion.run(contextOf(scenario))).toEqual([
      { ...quiet('engine-opinion', 'SES-TIMEOUT-003', 'skip'), message: 'the target is the engine itself' },
    ]);
  });

  test('skips a timeline without events', () => {
    const still = caseOf([load, wait(10)]);
    expect(engineOpinion.run(contextOf(still, traceOf(still), traceOf(still)))).toEqual([
      { ...quiet('engine-opinion', 'SES-TIMEOUT-003', 'skip'), message: 'the timeline sends no event' },
    ]);
  });
});
