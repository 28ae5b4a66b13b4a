import { describe, expect, test } from 'vitest';
import { type PartingWords, partingWords } from '../../src/explain/parting.js';
import type { Behaviour } from '../../src/record/comparison.js';
import type { Conduct } from '../../src/record/conduct.js';
import type { StepAction } from '../../src/record/timeline.js';
import { caseOf, event, load, track, wait } from '../judge/fixture.js';
import { behaviour, idle, keeps, message, renews } from '../report/comparison-fixture.js';

function words(steps: readonly StepAction[], one: Behaviour, other: Behaviour, step = steps.length - 1): PartingWords {
  const sides = [
    { target: 'a', behaviour: one },
    { target: 'b', behaviour: other },
  ] as const;
  return partingWords(caseOf(steps).timeline, step, sides);
}

/** What a target does after a first message of session 1. */
function deed(conduct: Conduct | undefined): string {
  const one = behaviour({ 1: message(-1), ...(conduct === undefined ? {} : { 3: conduct }) });
  const { sentence } = words(idle, one, renews);
  return /, a (.*), b /.exec(sentence)?.[1] ?? sentence;
}

describe('partingWords', () => {
  test('says when, and what each does', () => {
    expect(words(idle, keeps, renews).sentence).toBe(
      'after 30m 1ms idle in the foreground, a keeps the session, b opens a new one',
    );
  });

  test.each<[Conduct | undefined, string]>([
    [message(1), 'keeps the session'],
    [message(-1), 'marks the session again'],
    [message(-2), 'opens a new one'],
    [message(2), 'opens a new one without a start marker'],
    [message(), 'sends it without a session'],
    [{ kind: 'message', start: true }, 'sends it without a session, and with a start marker'],
    [{ kind: 'no message' }, 'sends nothing'],
    [{ kind: 'throw' }, 'throws an error'],
    [{ kind: 'return', session: 'none' }, 'returns nothing'],
    [undefined, 'does nothing that can be seen'],
  ])('%j: %s', (conduct, text) => {
    expect(deed(conduct)).toBe(text);
  });

  test('an earlier session that comes back is told as such', () => {
    const back = behaviour({ 1: message(-1), 2: message(-2), 3: message(1) });
    const marked = behaviour({ 1: message(-1), 2: message(-2), 3: message(-1) });
    expect(words([load, track('1'), track('2'), track('3')], back, marked).sentence).toBe(
      'at the next event, a goes back to session 1, b goes back to session 1 and marks it again',
    );
  });

  test('the first event, other calls, the configuration and a context of the caller', () => {
    const one = behaviour({ 1: message(-1) });
    const none = behaviour({ 1: message() });
    expect(words([load, track('one')], one, none).sentence).toBe(
      'at the first event after the load, a opens a session, b sends it without a session',
    );
    const short: StepAction = { kind: 'load', config: { sessions: { timeout: 10_000, autoTrack: true } } };
    const caller: StepAction = { kind: 'event', type: 'track', name: 'x', context: { sessionId: 1 } };
    expect(words([short, caller], one, none).sentence).toBe(
      'with autoTrack true, timeout 10s and a context of the caller, at the first event after the load, a opens a session, b sends it without a session',
    );
    expect(words([load, track('one'), wait(60_000), event('identify', 'user-2')], keeps, renews).sentence).toBe(
      'after 1m idle in the foreground, at identify "user-2", a keeps the session, b opens a new one',
    );
    expect(words([load, track('one'), track('x'), { kind: 'getSessionId' }], keeps, renews).sentence).toMatch(
      /^at getSessionId, /,
    );
  });

  test('of very many circumstances it tells the first and the last', () => {
    const many = [
      load,
      track('one'),
      wait(1),
      { kind: 'reload' },
      wait(2),
      { kind: 'reload' },
      wait(3),
      track('two'),
    ] as const;
    const [one, other] = [behaviour({ 1: message(-1), 7: message(1) }), behaviour({ 1: message(-1), 7: message(-2) })];
    expect(words(many, one, other).sentence).toBe(
      'after 1ms idle in the foreground, a reload, … and 3ms idle in the foreground, a keeps the session, b opens a new one',
    );
  });

  test('the way is the same for other lengths and names, and another for another deed or occasion', () => {
    const longer = [load, track('other'), wait(99_000), track('names')];
    const { way } = words(idle, keeps, renews);
    expect(words(longer, keeps, renews).way).toBe(way);
    expect(words(idle, renews, keeps).way).not.toBe(way);
    expect(words([...idle.slice(0, 3), event('identify', 'user-1')], keeps, renews).way).not.toBe(way);
    expect(words([load, track('one'), { kind: 'reset' }, track('two')], keeps, renews).way).not.toBe(way);
    const manual = [load, track('one'), { kind: 'startSession' }, track('two')] as const;
    expect(words(manual, keeps, renews).way).not.toBe(way);
  });
});
