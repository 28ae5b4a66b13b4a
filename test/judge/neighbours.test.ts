import { expect, test } from 'vitest';
import { neighboursOf } from '../../src/judge/neighbours.js';
import { caseOf, load, observationOf, on, track, wait } from './fixture.js';

const read = { kind: 'getSessionId' } as const;
const quiet = new Set(['wait', 'getSessionId'] as const);

function around(...steps: Parameters<typeof caseOf>[0]) {
  const scenario = caseOf(steps);
  const step = scenario.timeline.steps.findIndex(({ action }) => action.kind === 'getSessionId');
  const { before, after } = neighboursOf(observationOf(scenario), step, quiet);
  return { before: before?.event.step, after: after?.event.step, between: after?.between.map(({ kind }) => kind) };
}

test('the nearest events of the client, with what is between', () => {
  expect(around(load, track('one'), track('two'), wait(1), read, read, wait(2), track('three'))).toEqual({
    before: 2,
    after: 7,
    between: ['getSessionId', 'wait'],
  });
});

test('whatever else happens on the device may be a reason, and another device is none', () => {
  expect(around(load, track('one'), { kind: 'reset' }, read, track('two'))).toMatchObject({
    before: undefined,
    after: 4,
  });
  expect(around(load, on('tab2', load), track('one'), read, on('tab2', track('two')), track('three'))).toMatchObject({
    before: 2,
    after: undefined,
  });
  const elsewhere = [on('tab1', load, 'device2'), on('tab1', track('two'), 'device2')];
  expect(around(load, track('one'), read, ...elsewhere, track('three'))).toMatchObject({ before: 1, after: 5 });
});

test('there is none at the ends of the timeline', () => {
  expect(around(load, read)).toEqual({ before: undefined, after: undefined, between: undefined });
});

test('an event that became no message is no neighbour, nor is anything beyond it', () => {
  const held = { kind: 'load', config: { preConsent: { storage: 'session', delivery: 'buffer' } } } as const;
  expect(around(held, track('one'), read, track('two'))).toEqual({
    before: undefined,
    after: undefined,
    between: undefined,
  });
});
