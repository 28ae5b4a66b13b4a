import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/engine/settings.js';
import type { ConfigValue, LoadConfig } from '../../src/record/timeline.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { policyWith, web } from './timelines.js';

const announced = loadPolicy('announcement-web').values;
const read = (sessions: NonNullable<LoadConfig['sessions']>, values = web.values) => readSettings({ sessions }, values);

test('without a configuration: automatic, the default timeout, no cut-off, shared storage, no warning', () => {
  expect(readSettings({}, web.values)).toEqual({
    automatic: true,
    timeoutMs: 1_800_000,
    cutOffMs: null,
    storage: 'shared',
    storedForMs: Number.POSITIVE_INFINITY,
    warnings: [],
  });
  expect(readSettings({}, policyWith({ defaultTimeoutMs: 300_000 }).values).timeoutMs).toBe(300_000);
});

describe('autoTrack', () => {
  const loose = policyWith({ onlyFalseDisablesAutoTrack: false }).values;
  test.each<[ConfigValue, boolean, boolean]>([
    [true, true, true],
    [false, false, false],
    ['false', true, true],
    ['', true, false],
    [0, true, false],
    [null, true, true],
    [{ notJson: 'undefined' }, true, true],
    [{ notJson: 'NaN' }, true, false],
  ])('%j: automatic is %s, and %s where every falsy value turns it off', (autoTrack, strict, byTruth) => {
    expect(read({ autoTrack }).automatic).toBe(strict);
    expect(read({ autoTrack }, loose).automatic).toBe(byTruth);
  });
});

describe('timeout', () => {
  test.each([1, 9_999, 10_000, 60_000, 2_592_000_000])('%d ms is honoured', (timeout) => {
    expect(read({ timeout })).toMatchObject({ automatic: true, timeoutMs: timeout });
  });

  test('one below what the policy warns of is warned of, and one of exactly that length is not', () => {
    expect(read({ timeout: 9_999 }).warnings).toEqual(['a timeout below 10000 ms is unusually short']);
    expect(read({ timeout: 10_000 }).warnings).toEqual([]);
    expect(read({ timeout: 1 }, announced).warnings).toEqual([]);
  });

  test('0 turns automatic tracking off, with a warning, or ends every session at once', () => {
    const off = read({ timeout: 0 });
    expect(off.automatic).toBe(false);
    expect(off.warnings).toEqual(['a timeout of 0 disables automatic session tracking']);
    expect(read({ timeout: 0 }, announced)).toMatchObject({ automatic: true, timeoutMs: 0 });
  });

  test.each<ConfigValue>([-1, 1.5, '60000', '30m', true, [], { notJson: 'NaN' }, { notJson: 'Infinity' }])(
    '%j is warned of, and gives the default or turns automatic tracking off',
    (timeout) => {
      const warnings = ['the timeout is not a whole number of milliseconds'];
      expect(read({ timeout })).toMatchObject({ automatic: true, timeoutMs: 1_800_000, warnings });
      expect(read({ timeout }, policyWith({ invalidTimeout: 'disables' }).values)).toMatchObject({
        automatic: false,
        warnings,
      });
    },
  );

  test.each<ConfigValue>([null, { notJson: 'undefined' }])('%j is as if none were given', (timeout) => {
    expect(read({ timeout })).toEqual(readSettings({}, web.values));
  });
});

describe('cut-off', () => {
  const timeout = 60_000;
  test('only the boolean true enables it', () => {
    expect(read({ cutOff: { enabled: true, duration: 7_200_000 } })).toMatchObject({
      cutOffMs: 7_200_000,
      warnings: [],
    });
    for (const enabled of [false, 'true', 1, null]) {
      expect(read({ cutOff: { enabled, duration: 7_200_000 } })).toMatchObject({ cutOffMs: null, warnings: [] });
    }
    expect(read({ cutOff: { duration: 7_200_000 } }).cutOffMs).toBeNull();
  });

  test.each<ConfigValue | undefined>([undefined, 0, -1, 1.5, '12h', { notJson: 'Infinity' }])(
    'a duration of %j gives the default, with a warning',
    (duration) => {
      const settings = read({ cutOff: { enabled: true, ...(duration === undefined ? {} : { duration }) } });
      expect(settings.cutOffMs).toBe(43_200_000);
      expect(settings.warnings).toEqual(['the cut-off has no duration in milliseconds, so its default is used']);
    },
  );

  test('a policy without a default has no cut-off then', () => {
    expect(read({ cutOff: { enabled: true } }, announced).cutOffMs).toBeNull();
  });

  test('shorter than the timeout it is turned off with a warning, or honoured; as long as the timeout it holds', () => {
    const shorter = { timeout, cutOff: { enabled: true, duration: timeout - 1 } };
    expect(read(shorter)).toMatchObject({
      cutOffMs: null,
      warnings: ['a cut-off shorter than the timeout is not used'],
    });
    expect(read(shorter, policyWith({ cutOffShorterThanTimeout: 'honoured' }).values)).toMatchObject({
      cutOffMs: timeout - 1,
      warnings: [],
    });
    expect(read({ timeout, cutOff: { enabled: true, duration: timeout } }).cutOffMs).toBe(timeout);
  });

  test('there is none without automatic tracking, and nothing is warned of', () => {
    expect(read({ autoTrack: false, cutOff: { enabled: true } })).toMatchObject({ cutOffMs: null, warnings: [] });
  });
});

test.each([
  ['cookieStorage', 'shared'],
  ['localStorage', 'shared'],
  ['sessionStorage', 'tab'],
  ['memoryStorage', 'page'],
  ['none', 'none'],
] as const)('%s keeps the session in the place called %s', (type, storage) => {
  expect(readSettings({ storage: { type } }, web.values).storage).toBe(storage);
});

describe('a timeout that is negative, or added as it is', () => {
  const negative = policyWith({ negativeTimeout: 'always-expired' }).values;
  const added = policyWith({ negativeTimeout: 'always-expired', invalidTimeout: 'added' }).values;

  test('a negative one is used where the policy says so, if it is a whole number', () => {
    expect(read({ timeout: -60_000 }, negative)).toMatchObject({ timeoutMs: -60_000, automatic: true, warnings: [] });
    expect(read({ timeout: -60_000 }).timeoutMs).toBe(1_800_000);
    expect(read({ timeout: -1.5 }, negative).timeoutMs).toBe(1_800_000);
  });

  test.each<[ConfigValue, number]>([
    ['60000', Number.MAX_VALUE],
    ['-5', Number.MAX_VALUE],
    [{ notJson: 'Infinity' }, Number.POSITIVE_INFINITY],
    [1.5, 1.5],
    [-1.5, -1.5],
    [true, 1],
    [false, 0],
    [null, 0],
    ['', 0],
    [[], 0],
    ['half an hour', 1_800_000],
    [{ notJson: 'NaN' }, 1_800_000],
    [{ notJson: 'undefined' }, 1_800_000],
  ])('%j added to the time lasts %d ms', (timeout, expected) => {
    expect(read({ timeout }, added).timeoutMs).toBe(expected);
  });
});

test('without the events of the lifecycle there is no automatic tracking where the policy needs them', () => {
  const needed = policyWith({ automaticNeedsLifecycleEvents: true }).values;
  expect(readSettings({ lifecycleEvents: false }, needed).automatic).toBe(false);
  expect(readSettings({ lifecycleEvents: true }, needed).automatic).toBe(true);
  expect(readSettings({}, needed).automatic).toBe(true);
  expect(readSettings({ lifecycleEvents: false }, web.values).automatic).toBe(true);
});

test.each([
  ['none', 'none'],
  ['anonymousId', 'none'],
  ['session', 'tab'],
] as const)('before consent under %s it is kept in the place called %s', (strategy, storage) => {
  const preConsent = { storage: strategy, delivery: 'immediate' } as const;
  expect(readSettings({ storage: { type: 'sessionStorage' }, preConsent }, web.values).storage).toBe(storage);
});
