import { describe, expect, test } from 'vitest';
import { rulesFor } from '../../src/engine/rules.js';
import type { Session } from '../../src/engine/session.js';
import { emptyState, type StoredState, Tracker } from '../../src/engine/tracker.js';
import type { LoadConfig } from '../../src/record/timeline.js';
import type { PolicyValues } from '../../src/spec/policies.js';
import { policyWith, startMs, timeoutMs } from './timelines.js';

const config: LoadConfig = { sessions: { timeout: timeoutMs } };
const offConfig: LoadConfig = { sessions: { autoTrack: false } };

/** A tracker over a state, loaded `atMs` after the start. */
function trackerOver(
  state: StoredState,
  { atMs = 0, load = config, edition = '2026-11', values = {} as Partial<PolicyValues> } = {},
): Tracker {
  return new Tracker(rulesFor(policyWith(values), edition), state, load, startMs + atMs);
}

const first = (id: number) => ({ sessionId: id, sessionStart: true });
const later = (id: number) => ({ sessionId: id });

describe('an automatic session', () => {
  test('begins with the SDK under 2026-11, and with its first event under 2022-12', () => {
    const today = trackerOver(emptyState());
    expect(today.getSessionId(startMs)).toBe(startMs);
    expect(today.stamp('track', startMs + 5)).toEqual(first(startMs));
    const announced = trackerOver(emptyState(), { edition: '2022-12' });
    expect(announced.getSessionId(startMs)).toBeNull();
    expect(announced.stamp('track', startMs + 5)).toEqual(first(startMs + 5));
  });

  test('has its marker on the first message only, and goes on from event to event', () => {
    const tracker = trackerOver(emptyState());
    expect(tracker.stamp('page', startMs)).toEqual(first(startMs));
    expect(tracker.stamp('track', startMs + timeoutMs)).toEqual(later(startMs));
    expect(tracker.stamp('track', startMs + 2 * timeoutMs)).toEqual(later(startMs));
    const nextMs = startMs + 3 * timeoutMs + 1;
    expect(tracker.stamp('track', nextMs)).toEqual(first(nextMs));
  });

  test('that is idle reads as none, or as the old one, and reading it is not activity', () => {
    const afterMs = startMs + timeoutMs + 1;
    const tracker = trackerOver(emptyState());
    expect(tracker.getSessionId(startMs + timeoutMs)).toBe(startMs);
    expect(tracker.getSessionId(afterMs)).toBeNull();
    expect(trackerOver(emptyState(), { values: { readsExpired: 'stale' } }).getSessionId(afterMs)).toBe(startMs);
    expect(tracker.stamp('track', afterMs)).toEqual(first(afterMs));
  });

  test('ends at the cut-off, however active it is', () => {
    const cutOff: LoadConfig = {
      sessions: { timeout: timeoutMs, cutOff: { enabled: true, duration: 2 * timeoutMs } },
    };
    const tracker = trackerOver(emptyState(), { load: cutOff });
    const ids = [0, 1, 2].map((count) => tracker.stamp('track', startMs + count * timeoutMs).sessionId);
    expect(ids).toEqual([startMs, startMs, startMs]);
    const cutMs = startMs + 2 * timeoutMs + 1;
    expect(tracker.getSessionId(cutMs)).toBeNull();
    expect(tracker.stamp('track', cutMs)).toEqual(first(cutMs));
  });

  test('there is none without automatic tracking, nor where nothing may be kept', () => {
    for (const load of [offConfig, { storage: { type: 'none' } } as const]) {
      const tracker = trackerOver(emptyState(), { load });
      expect(tracker.stamp('track', startMs)).toEqual({});
      expect(tracker.getSessionId(startMs)).toBeNull();
    }
  });
});

describe('loading over what is stored', () => {
  const loadedAgain = (atMs: number, edition: string): (Session['id'] | undefined)[] => {
    const state = emptyState();
    trackerOver(state, { edition }).stamp('track', startMs);
    const tracker = trackerOver(state, { atMs, edition });
    return [1, timeoutMs].map((afterMs) => tracker.stamp('track', startMs + atMs + afterMs).sessionId);
  };

  test('goes on within the timeout and begins anew beyond it', () => {
    expect(loadedAgain(timeoutMs, '2026-11')).toEqual([startMs, startMs]);
    const anewMs = startMs + timeoutMs + 1;
    expect(loadedAgain(timeoutMs + 1, '2026-11')).toEqual([anewMs, anewMs]);
  });

  test('is activity under 2026-11 and not under 2022-12', () => {
    // A millisecond after the load, the timeout since the last event is over.
    expect(loadedAgain(timeoutMs, '2026-11')[0]).toBe(startMs);
    expect(loadedAgain(timeoutMs, '2022-12')[0]).toBe(startMs + timeoutMs + 1);
  });

  test('keeps a marker that no message has carried', () => {
    const state = emptyState();
    trackerOver(state);
    expect(trackerOver(state, { atMs: 50 }).stamp('track', startMs + 60)).toEqual(first(startMs));
  });

  test('with automatic tracking turned off ends an automatic session and keeps a manual one', () => {
    const state = emptyState();
    const tracker = trackerOver(state);
    tracker.stamp('track', startMs);
    expect(trackerOver(state, { atMs: 1, load: offConfig }).stamp('track', startMs + 2)).toEqual({});
    trackerOver(state, { atMs: 3 }).startSession(1_234_567_890, startMs + 4);
    expect(trackerOver(state, { atMs: 5, load: offConfig }).stamp('track', startMs + 6)).toEqual(first(1_234_567_890));
  });

  test('keeps a manual session or replaces it, as the policy says', () => {
    const idsAfterReload = (values: Partial<PolicyValues>): Session['id'] | undefined => {
      const state = emptyState();
      trackerOver(state).startSession(1_234_567_890, startMs);
      return trackerOver(state, { atMs: 7, values }).stamp('track', startMs + 8).sessionId;
    };
    expect(idsAfterReload({})).toBe(1_234_567_890);
    expect(idsAfterReload({ manualAfterRestart: 'replaced' })).toBe(startMs + 7);
  });
});

describe('a manual session', () => {
  test('replaces the automatic one, with an id of the caller or of the clock, and has a marker of its own', () => {
    const tracker = trackerOver(emptyState());
    tracker.stamp('track', startMs);
    tracker.startSession(1_234_567_890, startMs + 1);
    expect(tracker.stamp('track', startMs + 2)).toEqual(first(1_234_567_890));
    expect(tracker.stamp('track', startMs + 3)).toEqual(later(1_234_567_890));
    tracker.startSession(undefined, startMs + 4);
    expect(tracker.stamp('track', startMs + 5)).toEqual(first(startMs + 4));
  });

  test('never expires', () => {
    const tracker = trackerOver(emptyState());
    tracker.startSession(undefined, startMs + 1);
    expect(tracker.stamp('track', startMs + 365 * 86_400_000)).toEqual(first(startMs + 1));
  });

  test('an id that is not accepted is replaced, or the call does nothing', () => {
    const replaced = trackerOver(emptyState());
    replaced.startSession(12, startMs + 1);
    expect(replaced.stamp('track', startMs + 2)).toEqual(first(startMs + 1));
    const ignored = trackerOver(emptyState(), { values: { invalidManualId: 'ignored' } });
    ignored.startSession(12, startMs + 1);
    expect(ignored.stamp('track', startMs + 2)).toEqual(first(startMs));
    expect(ignored.stamp('track', startMs + 3 + timeoutMs)).toEqual(first(startMs + 3 + timeoutMs));
  });

  test('starts without automatic tracking, and not where nothing may be kept', () => {
    const off = trackerOver(emptyState(), { load: offConfig });
    off.startSession(undefined, startMs + 1);
    expect(off.stamp('track', startMs + 2)).toEqual(first(startMs + 1));
    const none = trackerOver(emptyState(), { load: { storage: { type: 'none' } } });
    none.startSession(undefined, startMs + 1);
    expect(none.stamp('track', startMs + 2)).toEqual({});
  });
});

describe('endSession', () => {
  test('ends sessions of both modes until startSession or the next load, whatever happens', () => {
    const state = emptyState();
    const tracker = trackerOver(state);
    tracker.endSession();
    tracker.reset(false, startMs + 1);
    tracker.identify('ada', startMs + 2);
    tracker.identify('grace', startMs + 2);
    expect(tracker.stamp('track', startMs + 30 * timeoutMs)).toEqual({});
    expect(tracker.getSessionId(startMs + 3)).toBeNull();
    tracker.startSession(undefined, startMs + 4);
    expect(tracker.stamp('track', startMs + 5)).toEqual(first(startMs + 4));
    tracker.endSession();
    expect(tracker.stamp('track', startMs + 6)).toEqual({});
    expect(trackerOver(state, { atMs: 7 }).stamp('track', startMs + 8)).toEqual(first(startMs + 7));
  });

  test('holds until the next load also where a session begins with its first event', () => {
    const state = emptyState();
    const tracker = trackerOver(state, { edition: '2022-12' });
    tracker.stamp('track', startMs);
    tracker.endSession();
    expect(tracker.stamp('track', startMs + 1)).toEqual({});
    const again = trackerOver(state, { atMs: 2, edition: '2022-12' });
    expect(again.stamp('track', startMs + 3)).toEqual(first(startMs + 3));
  });
});

describe('reset', () => {
  test('renews an automatic session at once, or with the next event under 2022-12', () => {
    const idAfterReset = (edition: string) => {
      const tracker = trackerOver(emptyState(), { edition });
      tracker.stamp('track', startMs);
      tracker.reset(false, startMs + 1);
      return tracker.stamp('track', startMs + 2);
    };
    expect(idAfterReset('2026-11')).toEqual(first(startMs + 1));
    expect(idAfterReset('2022-12')).toEqual(first(startMs + 2));
  });

  test('renews a manual session as a manual one', () => {
    const tracker = trackerOver(emptyState());
    tracker.startSession(1_234_567_890, startMs);
    tracker.reset(false, startMs + 1);
    expect(tracker.stamp('track', startMs + 2)).toEqual(first(startMs + 1));
    expect(tracker.stamp('track', startMs + 9 * timeoutMs)).toEqual(later(startMs + 1));
  });

  test('begins none where there is none', () => {
    const tracker = trackerOver(emptyState(), { load: offConfig });
    tracker.reset(false, startMs + 1);
    expect(tracker.stamp('track', startMs + 2)).toEqual({});
  });

  test('twice within one millisecond gives two ids', () => {
    const tracker = trackerOver(emptyState());
    const ids = [0, 1, 2].map(() => {
      tracker.reset(false, startMs);
      return tracker.stamp('track', startMs).sessionId;
    });
    expect(ids).toEqual([startMs + 1, startMs + 2, startMs + 3]);
  });

  test('forgets the user, and the anonymous id only if asked to', () => {
    const tracker = trackerOver(emptyState());
    tracker.identify('ada', startMs);
    tracker.reset(false, startMs);
    expect([tracker.userId, tracker.anonymousId]).toEqual(['', 1]);
    tracker.reset(true, startMs);
    expect(tracker.anonymousId).toBe(2);
  });
});

test('identify renews the session when it names another user, and only then', () => {
  const tracker = trackerOver(emptyState());
  const idAfter = (userId: string, atMs: number): Session['id'] | undefined => {
    tracker.identify(userId, startMs + atMs);
    return tracker.stamp('identify', startMs + atMs).sessionId;
  };
  expect(['ada', 'ada', ''].map((userId, index) => idAfter(userId, index + 1))).toEqual([startMs, startMs, startMs]);
  expect(tracker.userId).toBe('ada');
  expect(idAfter('grace', 10)).toBe(startMs + 10);
  expect(tracker.userId).toBe('grace');
});

test('trackers over one state share one session and one marker', () => {
  const state = emptyState();
  const [one, two] = [trackerOver(state), trackerOver(state, { atMs: 5 })];
  expect(two.stamp('track', startMs + 10)).toEqual(first(startMs));
  expect(one.stamp('track', startMs + 10 + timeoutMs)).toEqual(later(startMs));
  expect(two.stamp('track', startMs + 10 + 2 * timeoutMs)).toEqual(later(startMs));
});

test('a type that is no activity does not postpone the end, and still takes the marker', () => {
  const rules = { ...rulesFor(policyWith({}), '2026-11'), isActivity: (type: string) => type !== 'page' };
  const tracker = new Tracker(rules, emptyState(), config, startMs);
  expect(tracker.stamp('page', startMs + timeoutMs)).toEqual(first(startMs));
  expect(tracker.stamp('track', startMs + timeoutMs + 1)).toEqual(first(startMs + timeoutMs + 1));
});

describe('an application that is left and taken up again', () => {
  const mobile = { expiryCheck: 'foreground', backgroundIsActivity: true } as const;

  test('looks at the expiry then, and at no event', () => {
    const tracker = trackerOver(emptyState(), { values: mobile });
    expect(tracker.stamp('track', startMs + 3 * timeoutMs)).toEqual(first(startMs));
    tracker.background(startMs + 3 * timeoutMs);
    expect(tracker.stamp('track', startMs + 3 * timeoutMs + 1)).toEqual(later(startMs));
    tracker.foreground(startMs + 5 * timeoutMs);
    expect(tracker.getSessionId(startMs + 5 * timeoutMs)).toBe(startMs + 5 * timeoutMs);
    expect(tracker.stamp('track', startMs + 6 * timeoutMs)).toEqual(first(startMs + 5 * timeoutMs));
  });

  test('counts from the time at which it was left, where leaving is activity', () => {
    for (const backgroundIsActivity of [true, false]) {
      const tracker = trackerOver(emptyState(), { values: { ...mobile, backgroundIsActivity } });
      tracker.stamp('track', startMs);
      tracker.background(startMs + timeoutMs);
      tracker.foreground(startMs + timeoutMs + 1);
      const session = backgroundIsActivity ? later(startMs) : first(startMs + timeoutMs + 1);
      expect(tracker.stamp('track', startMs + timeoutMs + 1)).toEqual(session);
    }
  });

  test('coming to the foreground is activity where the policy says so, and only from the background', () => {
    const tracker = trackerOver(emptyState(), { values: { ...mobile, foregroundIsActivity: true } });
    tracker.stamp('track', startMs);
    tracker.foreground(startMs + 2 * timeoutMs);
    expect(tracker.getSessionId(startMs + 2 * timeoutMs)).toBeNull();
    tracker.background(startMs + timeoutMs);
    tracker.foreground(startMs + 2 * timeoutMs);
    expect(tracker.getSessionId(startMs + 3 * timeoutMs)).toBe(startMs);
  });

  test('wakes no session that the next event would find to be over', () => {
    const values = { backgroundIsActivity: true, foregroundIsActivity: true };
    const tracker = trackerOver(emptyState(), { values });
    tracker.stamp('track', startMs);
    tracker.background(startMs + timeoutMs + 1);
    tracker.foreground(startMs + timeoutMs + 1);
    expect(tracker.stamp('track', startMs + timeoutMs + 1)).toEqual(first(startMs + timeoutMs + 1));
  });

  test('begins none after endSession, without automatic tracking, or before there is an event under 2022-12', () => {
    const idOnReturn = (tracker: Tracker): unknown => {
      tracker.background(startMs);
      tracker.foreground(startMs + 2 * timeoutMs);
      return tracker.getSessionId(startMs + 2 * timeoutMs);
    };
    const ended = trackerOver(emptyState(), { values: mobile });
    ended.endSession();
    expect(idOnReturn(ended)).toBeNull();
    expect(idOnReturn(trackerOver(emptyState(), { values: mobile, load: offConfig }))).toBeNull();
    expect(idOnReturn(trackerOver(emptyState(), { values: mobile, edition: '2022-12' }))).toBeNull();
  });

  test('events from the background postpone the end where the policy says so', () => {
    for (const backgroundEventsAreActivity of [true, false]) {
      const tracker = trackerOver(emptyState(), { values: { ...mobile, backgroundEventsAreActivity } });
      tracker.background(startMs);
      tracker.stamp('track', startMs + timeoutMs);
      tracker.foreground(startMs + timeoutMs + 1);
      const expected = backgroundEventsAreActivity ? startMs : startMs + timeoutMs + 1;
      expect(tracker.getSessionId(startMs + timeoutMs + 1)).toBe(expected);
    }
  });
});

test('the session of a reset counts from the reset, or from the last event before it', () => {
  for (const resetIsActivity of [true, false]) {
    const tracker = trackerOver(emptyState(), { values: { resetIsActivity } });
    tracker.stamp('track', startMs);
    tracker.reset(false, startMs + timeoutMs);
    expect(tracker.getSessionId(startMs + timeoutMs + 1)).toBe(resetIsActivity ? startMs + timeoutMs : null);
  }
});

test('what finds no session to act on does nothing', () => {
  const tracker = trackerOver(emptyState(), { values: { invalidManualId: 'ignored' } });
  tracker.endSession();
  tracker.startSession(12, startMs);
  tracker.endSession();
  expect(tracker.stamp('track', startMs)).toEqual({});
});

test('a reset that keeps the session keeps all of it', () => {
  const rules = { ...rulesFor(policyWith({}), '2026-11'), onReset: () => 'keep' as const };
  const tracker = new Tracker(rules, emptyState(), config, startMs);
  tracker.reset(false, startMs + 1);
  expect(tracker.stamp('track', startMs + timeoutMs)).toEqual(first(startMs));
  expect(tracker.stamp('track', startMs + timeoutMs)).toEqual(later(startMs));
});

test('a reset that ends the session is like endSession', () => {
  const rules = { ...rulesFor(policyWith({}), '2026-11'), onReset: () => 'end' as const };
  const tracker = new Tracker(rules, emptyState(), config, startMs);
  tracker.reset(false, startMs + 1);
  expect(tracker.stamp('track', startMs + 2)).toEqual({});
});

test('a reset that begins a session does so where there is none', () => {
  const rules = { ...rulesFor(policyWith({}), '2026-11'), onReset: () => 'renew' as const };
  const tracker = new Tracker(rules, emptyState(), offConfig, startMs);
  tracker.reset(false, startMs + 1);
  expect(tracker.stamp('track', startMs + 2)).toEqual(first(startMs + 1));
});
