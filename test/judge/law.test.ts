import { describe, expect, test } from 'vitest';
import { callerIds, eventsInSession, eventsWithMessage, law, sessionKey } from '../../src/judge/law.js';
import type { ObservedEvent } from '../../src/judge/observation.js';
import { caseOf, dropMessage, load, observationOf, on, quiet, traceOf, track, withSessionField } from './fixture.js';

const scenario = caseOf([load, track('one'), track('two'), track('three')]);
const observation = observationOf(scenario);

function check(events: readonly ObservedEvent[], breaks: Parameters<typeof law>[0]['breaks']) {
  return law({ check: 'some-law', requirement: 'SES-ID-003', events, nothing: 'no event was seen', breaks });
}

describe('law', () => {
  test('passes when every event keeps it, and counts them', () => {
    expect(check(observation.events, () => undefined)).toEqual([
      { ...quiet('some-law', 'SES-ID-003', 'pass'), message: 'holds for 3 messages' },
    ]);
    expect(check(observation.events.slice(0, 1), () => undefined)).toMatchObject([{ message: 'holds for 1 message' }]);
  });

  test('fails once, at the first event that breaks it', () => {
    expect(check(observation.events, ({ step }) => (step === 1 ? undefined : `broken at ${step}`))).toEqual([
      {
        ...quiet('some-law', 'SES-ID-003', 'fail'),
        step: 2,
        relatedSteps: [],
        observed: 'broken at 2',
        message: 'step 3: broken at 2',
      },
    ]);
  });

  test('passes on the steps that explain it', () => {
    expect(check(observation.events, () => ({ what: 'broken', relatedSteps: [7] }))).toMatchObject([
      { outcome: 'fail', step: 1, relatedSteps: [7], observed: 'broken' },
    ]);
  });

  test('about nothing it does not pass', () => {
    expect(check([], () => undefined)).toEqual([
      { ...quiet('some-law', 'SES-ID-003', 'skip'), message: 'no event was seen' },
    ]);
  });
});

test('events with a message, and events in a session', () => {
  const trace = withSessionField(dropMessage(traceOf(scenario), 0), 0, 'sessionId', undefined);
  const damaged = observationOf(scenario, trace);
  expect(eventsWithMessage(damaged).map(({ step }) => step)).toEqual([2, 3]);
  expect(eventsInSession(damaged).map(({ step }) => step)).toEqual([3]);
});

test('a session is an id on a device: neither a number and its text nor two devices are the same', () => {
  const devices = caseOf([load, on('tab1', load, 'device2'), track('one'), on('tab1', track('one'), 'device2')]);
  const asText = withSessionField(traceOf(devices), 0, 'sessionId', '1772442000000');
  const keys = [observationOf(devices), observationOf(devices, asText)].flatMap(({ events }) => events.map(sessionKey));
  expect(keys[1]).toBe(keys[3]);
  expect(new Set(keys).size).toBe(3);
});

test('ids of the caller are those that were passed to startSession', () => {
  const chosen = caseOf([
    load,
    { kind: 'startSession' },
    { kind: 'startSession', sessionId: 1_234_567_890 },
    { kind: 'startSession', sessionId: 'seven' },
  ]);
  expect([...callerIds(observationOf(chosen))]).toEqual([1_234_567_890, 'seven']);
});
