import { describe, expect, test } from 'vitest';
import type { LoadConfig, Step, StepAction, StorageType } from '../../src/record/timeline.js';
import {
  endSession,
  identify,
  load,
  messagesOf,
  on,
  play,
  policyWith,
  reload,
  reset,
  returnsOf,
  sessionsOf,
  startMs,
  timeoutMs,
  track,
  wait,
} from './timelines.js';

const kept = policyWith({ storageLost: 'kept' });
const renewed = policyWith({ storageLost: 'renewed' });
const sessions = { timeout: timeoutMs };

const storage = (state: 'cleared' | 'unavailable' | 'full' | 'available'): StepAction => ({ kind: 'storage', state });
const damage = (how: 'unparseable' | 'truncated' | 'wrong-type' | 'future' | 'older-version'): StepAction => ({
  kind: 'damage',
  how,
});
const stored = (type: NonNullable<LoadConfig['storage']>['type'] = 'cookieStorage'): StepAction =>
  load({ sessions, storage: { type } });
const asking = (strategy: 'none' | 'session' | 'anonymousId', delivery: 'immediate' | 'buffer' = 'immediate') =>
  load({ sessions, preConsent: { storage: strategy, delivery } });
const close: StepAction = { kind: 'close' };
const consent: StepAction = { kind: 'consent' };

const played = (policy: typeof kept, ...steps: (StepAction | Step)[]): string[] => sessionsOf(play(steps, policy));

describe('storage that is cleared', () => {
  test('while no page is open holds no session', () => {
    for (const policy of [kept, renewed]) {
      expect(played(policy, load(), track, close, wait(1), storage('cleared'), load(), track)).toEqual(['+0*', '+1*']);
    }
  });

  test('while pages are open takes their session with it, or not, as the policy says', () => {
    const steps = [load(), on('tab2', load()), track, wait(1), storage('cleared'), track, on('tab2', track)];
    expect(played(kept, ...steps)).toEqual(['+0*', '+0', '+0']);
    expect(played(renewed, ...steps)).toEqual(['+0*', '+1*', '+1']);
  });

  test('is lost to the next page, unless this one has written what it went on with', () => {
    const steps = [load(), track, wait(1), storage('cleared')];
    expect(played(kept, ...steps, reload, track)).toEqual(['+0*', '+1*']);
    expect(played(kept, ...steps, track, reload, track)).toEqual(['+0*', '+0', '+0']);
  });

  test('is as good as new to a page that loads, which the others join', () => {
    const steps = [load(), on('tab2', load()), track, wait(1), storage('cleared'), on('tab3', load())];
    const later = [wait(1), on('tab3', track), track, on('tab2', track)];
    expect(played(kept, ...steps, ...later)).toEqual(['+0*', '+1*', '+1', '+1']);
    const atOnce = [load(), track, storage('cleared'), on('tab2', load()), on('tab2', track), track];
    expect(played(kept, ...atOnce)).toEqual(['+0*', '+1*', '+1']);
  });

  test('is written again for all pages that had the same in memory, where no other session is stored meanwhile', () => {
    const untracked = on('tab3', load({ sessions: { autoTrack: false } }));
    const steps = [load(), on('tab2', load()), track, wait(1), storage('cleared'), untracked];
    expect(played(kept, ...steps, track, on('tab2', track))).toEqual(['+0*', '+0', '+0']);
  });

  test('is not written again once another tab has ended what there was, and began nothing that could be ended', () => {
    const steps = [load(), track, wait(1), storage('cleared'), on('tab2', load()), on('tab2', endSession)];
    const later = [on('tab2', track), track];
    expect(played(kept, ...steps, ...later)).toEqual(['+0*', 'none', 'none']);
    const announced = play([...steps, ...later], kept, '2022-12');
    expect(sessionsOf(announced)).toEqual(['+0*', 'none', 'none']);
    const untracked = on('tab2', load({ sessions: { autoTrack: false } }));
    const unended = [...steps.slice(0, 4), untracked, on('tab2', track), track];
    expect(played(kept, ...unended)).toEqual(['+0*', 'none', '+0']);
  });

  test('does not begin again what the application has ended', () => {
    expect(played(renewed, load(), track, endSession, storage('cleared'), track)).toEqual(['+0*', 'none']);
  });

  test('concerns no session in memory', () => {
    expect(played(renewed, stored('memoryStorage'), track, wait(1), storage('cleared'), track)).toEqual(['+0*', '+0']);
  });
});

describe('storage that is unavailable', () => {
  test('leaves a page that loads the session of its own memory', () => {
    const steps = [storage('unavailable'), load(), track, wait(1), track, reload, track];
    expect(played(renewed, ...steps)).toEqual(['+0*', '+0', '+1*']);
  });

  test('leaves an open page its session, or not, as the policy says', () => {
    const steps = [load(), track, wait(1), storage('unavailable'), track, wait(1), track];
    expect(played(kept, ...steps)).toEqual(['+0*', '+0', '+0']);
    expect(played(renewed, ...steps)).toEqual(['+0*', '+1*', '+1']);
  });

  test('is written to by the open page when it is available again', () => {
    const steps = [load(), track, wait(1), storage('unavailable'), track, storage('available'), wait(1), reload, track];
    expect(played(kept, ...steps)).toEqual(['+0*', '+0', '+0']);
    expect(played(renewed, ...steps)).toEqual(['+0*', '+1*', '+1']);
  });

  test('and full right after it is read by a page that has begun nothing meanwhile', () => {
    const before = [load(), track, wait(1), storage('unavailable')];
    for (const policy of [kept, renewed]) {
      expect(played(policy, ...before, storage('full'), track)).toEqual(['+0*', '+0']);
      expect(played(policy, ...before, storage('full'), endSession, track)).toEqual(['+0*', 'none']);
    }
    expect(played(renewed, ...before, track, storage('full'), wait(1), track)).toEqual(['+0*', '+1*', '+1']);
    expect(played(renewed, storage('unavailable'), load(), storage('full'), track, wait(1), track)).toEqual([
      '+0*',
      '+0',
    ]);
  });

  test('gives the marker of a session without an event to one page only', () => {
    const steps = [load(), on('tab2', load()), wait(1), storage('unavailable'), track, on('tab2', track)];
    expect(played(kept, ...steps)).toEqual(['+0*', '+1*']);
  });

  test('of two pages keeps the session that was active last', () => {
    const steps = [
      load(),
      track,
      on('tab2', load()),
      storage('unavailable'),
      wait(1),
      on('tab2', track),
      wait(1),
      track,
      storage('available'),
      on('tab2', track),
    ];
    expect(played(renewed, ...steps)).toEqual(['+0*', '+1*', '+2*', '+2']);
  });
});

describe('storage that is full', () => {
  test('is read, and changed where something is', () => {
    const steps = [load(), track, wait(1), storage('full'), track, reload, track, wait(2 * timeoutMs), track];
    expect(played(renewed, ...steps)).toEqual(['+0*', '+0', '+0', `+${1 + 2 * timeoutMs}*`]);
  });

  test('takes nothing new', () => {
    expect(played(renewed, storage('full'), load(), track, wait(1), reload, track)).toEqual(['+0*', '+1*']);
  });
});

describe('a stored session that is spoilt', () => {
  test.each(['unparseable', 'truncated', 'wrong-type'] as const)('%s: is none', (how) => {
    expect(played(kept, load(), track, close, wait(1), damage(how), load(), track)).toEqual(['+0*', '+1*']);
    expect(played(renewed, load(), track, wait(1), damage(how), track)).toEqual(['+0*', '+1*']);
    expect(played(kept, load(), track, wait(1), damage(how), track)).toEqual(['+0*', '+0']);
    expect(played(kept, load(), track, wait(1), damage(how), reload, track)).toEqual(['+0*', '+1*']);
  });

  test('future: is one of a clock that was set back since', () => {
    const steps = [
      load(),
      track,
      close,
      damage('future'),
      wait(2 * timeoutMs),
      load(),
      track,
      wait(timeoutMs + 1),
      track,
    ];
    expect(played(renewed, ...steps)).toEqual(['+0*', '+0', `+${3 * timeoutMs + 1}*`]);
    const expired = policyWith({ clockSetBack: 'expired' });
    expect(played(expired, load(), track, close, wait(1), damage('future'), load(), track)).toEqual(['+0*', '+1*']);
  });

  test.each(['future', 'older-version'] as const)('%s: is still the session that all tabs share', (how) => {
    const steps = [load(), damage(how), on('tab2', load()), on('tab2', track)];
    expect(played(kept, ...steps, on('tab2', endSession), track)).toEqual(['+0*', 'none']);
    expect(played(kept, ...steps, wait(1), on('tab2', reset), track)).toEqual(['+0*', '+1*']);
    expect(played(kept, ...steps, track)).toEqual(['+0*', '+0']);
    // A session that has ended by its first event's edition begins with the next event, in whichever tab.
    const announced = play([...steps, wait(1), on('tab2', reset), track], kept, '2022-12');
    expect(sessionsOf(announced)).toEqual(['+0*', '+1*']);
  });

  test('older-version: goes on', () => {
    expect(played(renewed, load(), track, wait(1), damage('older-version'), track, reload, track)).toEqual([
      '+0*',
      '+0',
      '+0',
    ]);
  });
});

describe('consent', () => {
  test.each(['none', 'anonymousId'] as const)('under %s begins the first session', (strategy) => {
    expect(played(renewed, asking(strategy), track, wait(1), consent, track, reload, track)).toEqual([
      'none',
      '+1*',
      '+1',
    ]);
  });

  test('under session keeps the session, and is no activity', () => {
    expect(played(renewed, asking('session'), track, wait(1), consent, track)).toEqual(['+0*', '+0']);
    expect(played(renewed, asking('session'), track, wait(timeoutMs - 1), consent, wait(2), track)).toEqual([
      '+0*',
      `+${timeoutMs + 1}*`,
    ]);
  });

  test('joins the session of another tab, which does not live longer by that', () => {
    const before = [asking('none'), on('tab2', asking('none')), wait(1), consent, track];
    expect(played(renewed, ...before, wait(1), on('tab2', consent), on('tab2', track))).toEqual(['+1*', '+1']);
    const late = [...before, wait(timeoutMs), on('tab2', consent), wait(1), on('tab2', track)];
    expect(played(renewed, ...late)).toEqual(['+1*', `+${timeoutMs + 2}*`]);
  });

  test('moves the session to where it may be kept from then on', () => {
    const there: StepAction = { kind: 'consent', storage: 'sessionStorage' };
    expect(played(renewed, asking('session'), track, wait(1), there, track, reload, track)).toEqual([
      '+0*',
      '+0',
      '+0',
    ]);
  });

  test('sends what was held back, as it was at its call, once and first', () => {
    const trace = play([asking('session', 'buffer'), track, wait(1), track, wait(1), consent, track, consent]);
    expect(messagesOf(trace).map(({ step, message, body }) => [step, message, body.originalTimestamp])).toEqual([
      [5, 0, '2026-03-02T09:00:00.000Z'],
      [5, 1, '2026-03-02T09:00:00.001Z'],
      [6, 2, '2026-03-02T09:00:00.002Z'],
    ]);
    expect(sessionsOf(trace)).toEqual(['+0*', '+0', '+0']);
  });

  test('does not come for what was held back on a page that is gone', () => {
    expect(played(renewed, asking('none', 'buffer'), track, reload, consent, track)).toEqual(['+0*']);
  });

  test('keeps who the user is', () => {
    const identify: StepAction = { kind: 'event', type: 'identify', name: 'user-1' };
    const trace = play([asking('none'), identify, consent, track]);
    expect(messagesOf(trace).map(({ body }) => body.userId)).toEqual(['user-1', 'user-1']);
  });
});

describe('storage that is refused for a while', () => {
  const refused = [storage('unavailable'), storage('available')];

  test('concerns no tab that is closed, and no session in memory', () => {
    const closed = [load(), on('tab2', load()), on('tab2', close), track];
    expect(played(kept, ...closed, ...refused, track)).toEqual(['+0*', '+0']);
    expect(played(renewed, stored('memoryStorage'), track, wait(1), ...refused, track)).toEqual(['+0*', '+0']);
  });

  test('does not bring back what was ended', () => {
    expect(played(kept, load(), track, endSession, ...refused, track)).toEqual(['+0*', 'none']);
  });

  test('is joined by a page that only reads, as by its next event', () => {
    const cleared = [load(), track, storage('cleared'), on('tab2', load()), on('tab2', track)];
    const read: StepAction = { kind: 'getSessionId' };
    const trace = play([...cleared, read, track], kept);
    expect(sessionsOf(trace)).toEqual(['+0*', '+1*', '+1']);
    expect(returnsOf(trace)).toEqual([startMs + 1]);
    expect(returnsOf(play([load(), track, storage('cleared'), read], kept))).toEqual([startMs]);
  });

  test('puts back nothing where there was no session', () => {
    const off = load({ sessions: { autoTrack: false } });
    expect(played(kept, off, track, ...refused, track)).toEqual(['none', 'none']);
  });

  test('leaves a tab with the session of the one that was active later', () => {
    const tabs = [load(), track, on('tab2', load()), on('tab2', track), storage('unavailable')];
    const later = [wait(timeoutMs - 1), track, storage('available'), wait(2), on('tab2', track)];
    expect(played(kept, ...tabs, ...later)).toEqual(['+0*', '+0', '+0', '+0']);
  });
});

test('what the application has ended while nothing could be stored does not come back', () => {
  for (const policy of [kept, renewed]) {
    const steps = [stored(), track, storage('unavailable'), track, endSession, storage('available'), track];
    expect(played(policy, ...steps).at(-1)).toBe('none');
  }
});

describe('another type of storage', () => {
  test('is taken over with the user, whose session has ended', () => {
    const inTab = { kind: 'reload', config: { sessions, storage: { type: 'sessionStorage' } } } as const;
    const steps = [stored(), identify('user-1'), wait(1), endSession, inTab, wait(1), track, wait(1)];
    expect(played(renewed, ...steps, identify('user-2'))).toEqual(['+0*', '+1*', '+3*']);
    expect(played(renewed, ...steps, identify('user-1'))).toEqual(['+0*', '+1*', '+1']);
    // What is in use nobody takes, and a user that is there already stays.
    const other = on('tab2', { kind: 'load', config: { sessions, storage: { type: 'sessionStorage' } } });
    const inUse = [stored(), identify('user-1'), wait(1), endSession, other, wait(1), on('tab2', track), wait(1)];
    expect(played(renewed, ...inUse, on('tab2', identify('user-2')))).toEqual(['+0*', '+1*', '+1']);
  });

  const reloaded = (type: StorageType): StepAction => ({
    kind: 'reload',
    config: { sessions, storage: { type } },
  });

  test('goes on with what the one before has stored, and with the user', () => {
    const steps = [
      stored(),
      track,
      wait(1),
      reloaded('sessionStorage'),
      track,
      wait(1),
      reloaded('localStorage'),
      track,
    ];
    expect(played(renewed, ...steps)).toEqual(['+0*', '+0', '+0']);
    expect(played(renewed, stored(), track, wait(1), reloaded('memoryStorage'), track)).toEqual(['+0*', '+0']);
    const identify: StepAction = { kind: 'event', type: 'identify', name: 'user-1' };
    const trace = play([stored(), identify, wait(1), reloaded('sessionStorage'), track], renewed);
    expect(messagesOf(trace).map(({ body }) => body.userId)).toEqual(['user-1', 'user-1']);
  });

  test('knows nothing of what was in memory, and takes nothing where none is kept', () => {
    expect(played(renewed, stored('memoryStorage'), track, wait(1), reloaded('cookieStorage'), track)).toEqual([
      '+0*',
      '+1*',
    ]);
    const none = [stored(), track, wait(1), reloaded('none'), track, reloaded('cookieStorage'), track];
    expect(played(renewed, ...none)).toEqual(['+0*', 'none', '+0']);
  });

  test('takes nothing from a page that is open', () => {
    const steps = [stored(), track, wait(1), on('tab2', stored('sessionStorage')), on('tab2', track), track];
    expect(played(renewed, ...steps)).toEqual(['+0*', '+1*', '+0']);
  });
});
