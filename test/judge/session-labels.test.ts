import { describe, expect, test } from 'vitest';
import type { ObservedEvent } from '../../src/judge/observation.js';
import { SessionLabels } from '../../src/judge/session-labels.js';
import type { Json } from '../../src/record/timeline.js';
import { caseOf, load, observationOf, silent, startMs, traceOf, track, withSessionField } from './fixture.js';

const scenario = caseOf([load, track('one')]);

/** An event whose message carries this id; `undefined`: it carries none. */
function eventOf(id: Json | undefined, device = 'device1'): ObservedEvent {
  const [event] = observationOf(scenario, withSessionField(traceOf(scenario), 0, 'sessionId', id)).events;
  if (event === undefined) throw new Error('the scenario has an event');
  return { ...event, device };
}

describe('SessionLabels', () => {
  test('a label is bound at its first use, once', () => {
    const labels = new SessionLabels();
    expect(labels.idOf('first')).toBeUndefined();
    expect(labels.compare('first', eventOf(startMs), 1)).toEqual({
      holds: true,
      expected: 'a new session, "first"',
      observed: 'session 1772442000000',
    });
    expect(labels.compare('first', eventOf(startMs + 1), 2)).toEqual({
      holds: false,
      expected: 'session "first" (1772442000000)',
      observed: 'session 1772442000001',
      relatedStep: 1,
    });
    expect(labels.idOf('first')).toBe(startMs);
    expect(labels.compare('first', eventOf(startMs), 3)).toMatchObject({ holds: true, relatedStep: 1 });
  });

  test('some session is any session, and binds nothing', () => {
    const labels = new SessionLabels();
    const expected = 'some session';
    expect(labels.compare('some', eventOf(startMs), 1)).toEqual({
      holds: true,
      expected,
      observed: 'session 1772442000000',
    });
    expect(labels.compare('some', eventOf(startMs + 1), 2)).toMatchObject({ holds: true });
    expect(labels.compare('first', eventOf(startMs), 3)).toMatchObject({ holds: true });
    expect(labels.compare('some', eventOf(undefined), 4)).toEqual({ holds: false, expected, observed: 'no session' });
    expect(labels.compare('some', undefined, 5)).toEqual({ holds: false, expected, observed: 'no message' });
  });

  test('different labels are different ids', () => {
    const labels = new SessionLabels();
    labels.compare('first', eventOf(startMs), 1);
    expect(labels.compare('second', eventOf(startMs), 4)).toEqual({
      holds: false,
      expected: 'a new session, "second"',
      observed: 'session "first" (1772442000000)',
      relatedStep: 1,
    });
    expect(labels.idOf('second')).toBeUndefined();
    expect(labels.compare('second', eventOf(startMs + 1), 5)).toMatchObject({ holds: true });
  });

  test('another device may use the id under another label', () => {
    const labels = new SessionLabels();
    labels.compare('first', eventOf(startMs), 1);
    expect(labels.compare('elsewhere', eventOf(startMs, 'device2'), 2)).toMatchObject({ holds: true });
  });

  test('a number and its text are different ids', () => {
    const labels = new SessionLabels();
    labels.compare('first', eventOf(startMs), 1);
    expect(labels.compare('first', eventOf(String(startMs)), 2)).toMatchObject({ holds: false });
  });

  test('none: there is a message, and it has no id', () => {
    const labels = new SessionLabels();
    const none = { expected: 'no session' };
    expect(labels.compare('none', eventOf(undefined), 1)).toEqual({ ...none, holds: true, observed: 'no session' });
    expect(labels.compare('none', eventOf(startMs), 1)).toEqual({
      ...none,
      holds: false,
      observed: 'session 1772442000000',
    });
    expect(labels.compare('none', eventOf(null), 1)).toMatchObject({ holds: false });
    expect(labels.compare('none', undefined, 1)).toEqual({ ...none, holds: false, observed: 'no message' });
    expect(labels.idOf('none')).toBeUndefined();
  });

  test('without a message, or without an id, no label holds or is bound', () => {
    const labels = new SessionLabels();
    const [lost] = observationOf(scenario, silent(traceOf(scenario))).events;
    expect(labels.compare('first', lost, 1)).toEqual({
      holds: false,
      expected: 'a new session, "first"',
      observed: 'no message',
    });
    expect(labels.compare('first', eventOf(undefined), 2)).toMatchObject({ holds: false, observed: 'no session' });
    expect(labels.idOf('first')).toBeUndefined();
    labels.compare('first', eventOf(startMs), 3);
    expect(labels.compare('first', lost, 4)).toMatchObject({ holds: false, relatedStep: 3 });
  });
});
