import { describe, expect, test } from 'vitest';
import { understoodConfig } from '../../src/engine/understood-config.js';
import type { LoadConfig } from '../../src/record/timeline.js';
import { loadPolicy, type Policy } from '../../src/spec/policies.js';
import { load, reload, track, wait } from './timelines.js';
import { playBy, told } from './told-sessions.js';

const all: LoadConfig = {
  sessions: { autoTrack: true, timeout: 5_000, cutOff: { enabled: true, duration: 60_000 } },
  storage: { type: 'memoryStorage' },
  preConsent: { storage: 'none', delivery: 'buffer' },
  lifecycleEvents: false,
};

const lacking = (...features: Policy['lacks'][number]['feature'][]): Pick<Policy, 'lacks'> => ({
  lacks: features.map((feature) => ({ feature, source: 'somewhere' })),
});

describe('what an SDK makes of a configuration', () => {
  test('is all of it where it lacks nothing', () => {
    expect(understoodConfig(all, lacking())).toBe(all);
  });

  test.each<[Policy['lacks'][number]['feature'], LoadConfig]>([
    ['cutOff', { ...all, sessions: { autoTrack: true, timeout: 5_000 } }],
    ['storageType', { sessions: all.sessions, preConsent: all.preConsent, lifecycleEvents: false } as LoadConfig],
    ['preConsent', { sessions: all.sessions, storage: all.storage, lifecycleEvents: false } as LoadConfig],
  ])('is the rest where it lacks %s', (feature, expected) => {
    expect(understoodConfig(all, lacking(feature))).toEqual(expected);
  });

  test('stays empty where nothing was asked', () => {
    expect(understoodConfig({}, lacking('cutOff', 'storageType', 'preConsent'))).toEqual({});
  });
});

test('the engine plays a policy without what it lacks', () => {
  expect(loadPolicy('rudderstack-web-legacy').lacks).not.toEqual([]);
  const cutOff = [
    load({ sessions: { cutOff: { enabled: true, duration: 3_600_000 } } }),
    ...[1, 2, 3].flatMap(() => [track, wait(1_700_000)]),
    track,
  ];
  const inMemory = [load({ storage: { type: 'memoryStorage' } }), track, wait(1_000), reload, track];
  const played = (policy: string) => [cutOff, inMemory].map((steps) => told(playBy(policy, steps, { quirks: false })));
  expect(played('rudderstack-web')).toEqual(['0* 0 0 5100*', '0* 1*']);
  expect(played('rudderstack-web-legacy')).toEqual(['0* 0 0 0', '0* 0']);
});
