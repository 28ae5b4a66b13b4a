import { describe, expect, test } from 'vitest';
import { rememberedIds, rulesFor } from '../../src/engine/rules.js';
import type { Session } from '../../src/engine/session.js';
import { readSettings } from '../../src/engine/settings.js';
import { type ConfigValue, type LoadConfig, messageTypes } from '../../src/record/timeline.js';
import { loadPolicy, type PolicyValues } from '../../src/spec/policies.js';
import { policyWith, startMs, timeoutMs, web } from './timelines.js';

const cutOffMs = 3 * timeoutMs;
const settingsOf = (config: LoadConfig['sessions'] = {}) => readSettings({ sessions: config }, web.values);
const settings = settingsOf({ timeout: timeoutMs, cutOff: { enabled: true, duration: cutOffMs } });
const automatic: Session = {
  id: startMs,
  mode: 'automatic',
  startedAtMs: startMs,
  lastActivityMs: startMs + 1_000,
  startPending: false,
};
const manual: Session = { ...automatic, mode: 'manual' };
const rulesWith = (values: Partial<PolicyValues> = {}) => rulesFor(policyWith(values), '2026-11');

describe('isIdle', () => {
  const idleAfter = (idleMs: number, values: Partial<PolicyValues> = {}, session = automatic): boolean =>
    rulesWith(values).isIdle(session, session.lastActivityMs + idleMs, settings);

  test('counts from the last activity, not from the start, up to the boundary of the policy', () => {
    expect([timeoutMs - 1, timeoutMs, timeoutMs + 1].map((idleMs) => idleAfter(idleMs))).toEqual([false, false, true]);
    const inclusive = { boundary: 'inclusive' } as const;
    expect([timeoutMs - 1, timeoutMs].map((idleMs) => idleAfter(idleMs, inclusive))).toEqual([false, true]);
  });

  test('a manual session is never idle', () => {
    expect(idleAfter(30 * 86_400_000, {}, manual)).toBe(false);
    expect(idleAfter(-1, { clockSetBack: 'expired' }, manual)).toBe(false);
  });

  test.each([
    ['kept', [false, false, false]],
    ['expired', [true, true, true]],
    ['absolute', [false, false, true]],
  ] as const)('a clock set back, under %s', (clockSetBack, expected) => {
    const backMs = [-1, -timeoutMs, -timeoutMs - 1];
    expect(backMs.map((idleMs) => idleAfter(idleMs, { clockSetBack }))).toEqual(expected);
    expect(idleAfter(0, { clockSetBack })).toBe(false);
  });
});

describe('isCutOff', () => {
  const cutAfter = (lastedMs: number, values: Partial<PolicyValues> = {}, session = automatic): boolean =>
    rulesWith(values).isCutOff(session, session.startedAtMs + lastedMs, settings);

  test('counts from the start, up to the boundary of the policy', () => {
    expect([cutOffMs, cutOffMs + 1].map((lastedMs) => cutAfter(lastedMs))).toEqual([false, true]);
    const inclusive = { cutOffBoundary: 'inclusive' } as const;
    expect([cutOffMs - 1, cutOffMs].map((lastedMs) => cutAfter(lastedMs, inclusive))).toEqual([false, true]);
  });

  test('spares manual sessions, and all of them when there is none', () => {
    expect(cutAfter(10 * cutOffMs, {}, manual)).toBe(false);
    expect(rulesWith().isCutOff(automatic, startMs + 30 * 86_400_000, settingsOf())).toBe(false);
  });
});

describe('nextId', () => {
  test('is the wall clock in the unit of the policy', () => {
    expect(rulesWith().nextId(startMs + 1_999, [])).toBe(startMs + 1_999);
    expect(rulesWith({ idUnit: 'seconds' }).nextId(startMs + 1_999, [])).toBe(startMs / 1_000 + 1);
  });

  test('moves on from ids that are taken, and only from them', () => {
    expect(rulesWith().nextId(startMs, [startMs - 1, startMs, startMs + 1, startMs + 3])).toBe(startMs + 2);
  });

  test('many sessions within one instant have ids of their own, in order', () => {
    let issued: number[] = [];
    const ids: number[] = [];
    for (let count = 0; count < 200; count++) {
      const id = rulesWith({ idUnit: 'seconds' }).nextId(startMs, issued);
      issued = [...issued, id].slice(-rememberedIds);
      ids.push(id);
    }
    expect(ids).toEqual(ids.map((_, index) => startMs / 1_000 + index));
  });
});

describe('judgeManualId', () => {
  test.each<[ConfigValue, string]>([
    [1_234_567_890, 'use'],
    [123_456_789, 'replace'],
    [-1_234_567_890, 'replace'],
    [1_234_567_890.5, 'replace'],
    ['1234567890', 'replace'],
    [0, 'replace'],
    [null, 'replace'],
    [{ notJson: 'NaN' }, 'replace'],
    [{ notJson: 'Infinity' }, 'replace'],
  ])('%j: %s', (id, expected) => {
    expect(rulesWith().judgeManualId(id)).toBe(expected);
    expect(rulesWith({ invalidManualId: 'ignored' }).judgeManualId(id)).toBe(expected === 'use' ? 'use' : 'ignore');
  });

  test('the fewest digits are those of the policy', () => {
    expect(rulesWith({ minimumManualIdDigits: 9 }).judgeManualId(123_456_789)).toBe('use');
    expect(rulesWith({ minimumManualIdDigits: 11 }).judgeManualId(1_234_567_890)).toBe('replace');
  });
});

test('every type of message is activity', () => {
  for (const type of messageTypes) {
    expect([false, true].map((inBackground) => rulesWith().isActivity(type, inBackground))).toEqual([true, true]);
  }
});

test('the marker is on the message that finds it pending', () => {
  expect(rulesWith().marksStart({ ...automatic, startPending: true })).toBe(true);
  expect(rulesWith().marksStart(automatic)).toBe(false);
});

test('the editions differ in when a session begins and in whether loading is activity, and in nothing else', () => {
  const plain = (edition: string) =>
    Object.fromEntries(Object.entries(rulesFor(web, edition)).filter(([, rule]) => typeof rule !== 'function'));
  expect(plain('2022-12')).toEqual({
    beginsAt: 'first-event',
    expiryCheck: 'every-event',
    foregroundLooksFirst: true,
    countedActivity: 'of-the-session',
    readingIsActivity: false,
    consentIsActivity: false,
    consentResumesTracking: false,
    consentJoins: true,
    loadIsActivity: false,
    foregroundIsActivity: false,
    backgroundIsActivity: false,
    resetIsActivity: true,
    resetForgetsUser: true,
    reportsEnd: false,
    restsAfterEnd: 'until-load',
    stampedAt: 'call',
    callerContext: 'overridden',
    loadLooksAtExpiry: true,
    readsStorage: 'at-every-call',
    replacesLost: true,
    readsFullStorage: true,
    remembersEnded: false,
    readsExpired: 'none',
  });
  expect(plain('2026-11')).toEqual({ ...plain('2022-12'), beginsAt: 'initialisation', loadIsActivity: true });
  expect(rulesWith({ readsExpired: 'stale' }).readsExpired).toBe('stale');
});

describe('onIdentify and onReset', () => {
  test.each([
    ['', 'ada', 'keep'],
    ['ada', 'ada', 'keep'],
    ['ada', '', 'keep'],
    ['', '', 'keep'],
    ['ada', 'grace', 'renew'],
  ])('%j identified as %j: %s', (previous, next, expected) => {
    expect(rulesWith().onIdentify(previous, next)).toBe(expected);
  });

  test('reset renews sessions of both modes', () => {
    expect([automatic, manual].map((session) => rulesWith().onReset(session))).toEqual(['renew', 'renew']);
    expect(rulesWith().onReset(undefined)).toBe('keep');
  });
});

test('persist keeps everything, a pending marker too', () => {
  const pending = { ...automatic, startPending: true };
  expect(rulesWith().persist(pending)).toEqual(pending);
});

describe('resumes', () => {
  const off = settingsOf({ autoTrack: false });
  const resumes = (session: Session, config = settings, values: Partial<PolicyValues> = {}): boolean =>
    rulesWith(values).resumes(session, config, 0);

  test('an automatic session goes on while tracking is on', () => {
    expect([resumes(automatic), resumes(automatic, off)]).toEqual([true, false]);
  });

  test('a manual session goes on, unless the policy lets automatic tracking replace it', () => {
    const replaced = { manualAfterRestart: 'replaced' } as const;
    expect([resumes(manual), resumes(manual, off)]).toEqual([true, true]);
    expect([resumes(manual, settings, replaced), resumes(manual, off, replaced)]).toEqual([false, true]);
  });
});

test('the announcement’s own policy has its boundary', () => {
  const rules = rulesFor(loadPolicy('announcement-web'), '2022-12');
  expect(rules.isIdle(automatic, automatic.lastActivityMs + timeoutMs, settings)).toBe(true);
});

describe('a policy for mobile', () => {
  const android = loadPolicy('rudderstack-android');

  test('decides when expiry is looked at and in which unit ids are, except where it was announced', () => {
    const [announced, today] = ['2022-12', '2026-11'].map((edition) => rulesFor(android, edition));
    expect([announced?.expiryCheck, today?.expiryCheck]).toEqual(['every-event', 'foreground']);
    expect([announced?.nextId(startMs, []), today?.nextId(startMs, [])]).toEqual([startMs, startMs / 1_000]);
  });

  test('decides whether a launch is activity, which for the web the editions do', () => {
    const kotlin = loadPolicy('rudderstack-kotlin');
    for (const edition of ['2022-12', '2026-11']) {
      expect(rulesFor(android, edition).loadIsActivity).toBe(true);
      expect(rulesFor(kotlin, edition).loadIsActivity).toBe(false);
    }
  });

  test('takes events from the background for activity, or not', () => {
    expect(rulesFor(android, '2026-11').isActivity('track', true)).toBe(true);
    const swift = rulesFor(loadPolicy('rudderstack-swift'), '2026-11');
    expect([swift.isActivity('track', true), swift.isActivity('track', false)]).toEqual([false, true]);
  });
});

describe('what the requirements leave as it is', () => {
  const rules = rulesWith();
  const message = { type: 'track' };

  test('time is what the wall clock shows, and activity is noted with it, even if it was set back', () => {
    expect(rules.timeMs({ wallMs: 70, elapsedMs: 9, monotonicMs: 5 })).toBe(70);
    expect(rules.activityMs(automatic, automatic.lastActivityMs - 1)).toBe(automatic.lastActivityMs - 1);
  });

  test('a session begins as it is made, whatever came before it', () => {
    expect([rules.onBegin(automatic, undefined), rules.onBegin(manual, automatic)]).toEqual([automatic, manual]);
  });

  test('startSession starts one in any state, and endSession leaves nothing of any', () => {
    const off = settingsOf({ autoTrack: false });
    expect([undefined, automatic, manual].map((session) => rules.startsSession(session, off))).toEqual([
      true,
      true,
      true,
    ]);
    expect([automatic, manual].map((session) => rules.onEnd(session))).toEqual([undefined, undefined]);
  });

  test('the id of a message and the id that is read are those of its session', () => {
    expect(rules.stampedId(automatic, { ...automatic, id: 1 })).toBe(automatic.id);
    expect(rules.returnedId(automatic)).toBe(automatic.id);
  });

  test('reset makes another visitor when it is told to, and a message is delivered once', () => {
    expect([rules.resetsVisitor(true), rules.resetsVisitor(false)]).toEqual([true, false]);
    expect(rules.onWire(message)).toEqual([message]);
  });
});
