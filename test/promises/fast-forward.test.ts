import { describe, expect, test } from 'vitest';
import type { StepAction, Timeline } from '../../src/record/timeline.js';
import { playInJsdom } from '../../src/target/jsdom/player.js';
import { installedSdk } from '../../src/target/rudderstack-js/package.js';
import { rudderStackJs } from '../../src/target/rudderstack-js/sdk.js';
import { installedLegacySdk } from '../../src/target/rudderstack-js-legacy/package.js';
import { rudderStackJsLegacy } from '../../src/target/rudderstack-js-legacy/sdk.js';
import { getSessionId, load, minuteMs, open, timeline, track, type Written, wait } from '../target/timeline.js';

const sdks = {
  'rudderstack-js': rudderStackJs(installedSdk().file),
  'rudderstack-js-legacy': rudderStackJsLegacy(installedLegacySdk().file),
};
const hourMs = 60 * minuteMs;
const full = process.env.LAPSE_FULL === '1';

const on = (client: string, ...actions: Written[]): Written[] =>
  actions.map((action) => ('client' in action ? action : { client, action }));

const cutOff = { sessions: { cutOff: { enabled: true, duration: 2 * hourMs } } };

/** Long waits of a real SDK, each with something that a wrong skip would show in. */
const timelines: readonly (readonly [title: string, actions: readonly Written[]])[] = [
  ['90 minutes', [open(), load(), track(), wait(90 * minuteMs), track(), getSessionId]],
  ['90 minutes before the first event', [open(), load(), wait(90 * minuteMs), track()]],
  [
    'the boundary of the timeout, with a reload between',
    [
      open(),
      load(),
      track(),
      wait(30 * minuteMs),
      track(),
      { kind: 'reload' },
      wait(30 * minuteMs + 1),
      track(),
      wait(7_777),
      track(),
    ],
  ],
  [
    'two tabs, 90 minutes, with a reload of one and the end of the other',
    [
      ...on('tab1', open(), load(), track()),
      wait(1_234),
      ...on('tab2', open(), load(), track()),
      wait(90 * minuteMs),
      ...on('tab1', track(), { kind: 'reload' }),
      wait(40 * minuteMs),
      ...on('tab2', track(), { kind: 'close' }),
      wait(40 * minuteMs),
      ...on('tab1', track()),
    ],
  ],
  [
    'a clock that is set back and a device that sleeps',
    [
      open(),
      load(),
      track(),
      wait(20 * minuteMs),
      { kind: 'setClock', byMs: -hourMs },
      wait(20 * minuteMs),
      track(),
      { kind: 'sleep', durationMs: 5 * hourMs },
      wait(20 * minuteMs),
      track(),
    ],
  ],
];

/** The same of what the legacy SDK does not have. */
const ofVersion3: typeof timelines = [
  [
    'a cut-off of two hours over seven gaps',
    [open(), load(cutOff), ...Array.from({ length: 7 }, () => [track(), wait(29 * minuteMs)]).flat(), track()],
  ],
  [
    'a collector that answers 500 for two hours, and is given up',
    [
      open(),
      load(),
      track(),
      { kind: 'server', answer: 500 },
      track('refused'),
      wait(2 * hourMs),
      track('refused'),
      wait(3 * minuteMs),
      { kind: 'server', answer: 'ok' },
      wait(20 * minuteMs),
      track(),
    ],
  ],
  [
    'requests that hang, offline and back, with a reload and another tab between',
    [
      ...on('tab1', open(), load(), track()),
      { kind: 'server', answer: 'hang' },
      ...on('tab1', track('hangs')),
      wait(45_000),
      ...on('tab2', open(), load(), track('hangs')),
      { kind: 'network', state: 'offline' },
      wait(7 * minuteMs),
      ...on('tab1', { kind: 'reload' }, track('offline')),
      wait(12_345),
      { kind: 'network', state: 'online' },
      wait(3 * minuteMs),
      { kind: 'server', answer: 'ok' },
      wait(30 * minuteMs),
      ...on('tab2', track()),
    ],
  ],
  [
    'retries under a clock that is set back and in another time zone',
    [
      { kind: 'timeZone', zone: 'Europe/Berlin' },
      open(),
      load(),
      { kind: 'server', answer: 429 },
      track(),
      wait(90_000),
      { kind: 'setClock', byMs: -20 * minuteMs },
      wait(10 * minuteMs),
      { kind: 'server', answer: 'ok' },
      wait(40 * minuteMs),
      track(),
    ],
  ],
  [
    'every place to store',
    (['localStorage', 'sessionStorage', 'memoryStorage', 'none'] as const).flatMap((type) =>
      on(type, open(), load({ storage: { type } }), track(), wait(35 * minuteMs), track()),
    ),
  ],
];

const storageOf = (state: 'cleared' | 'unavailable' | 'full' | 'available'): StepAction => ({ kind: 'storage', state });

const ofStorage: typeof timelines = [
  [
    'a tab that is frozen for an hour while another is used, and whose queue the other takes over',
    [
      ...on('tab1', open(), load(), track()),
      ...on('tab2', open(), load(), track()),
      ...on('tab1', { kind: 'freeze' }),
      wait(20 * minuteMs),
      ...on('tab2', track()),
      wait(40 * minuteMs + 321),
      ...on('tab2', track()),
      ...on('tab1', { kind: 'thaw' }, track()),
      wait(40 * minuteMs),
      ...on('tab1', track()),
    ],
  ],
  [
    'storage that is cleared, full and available again under two tabs, one of them hidden',
    [
      ...on('tab1', open(), load(), track(), { kind: 'background' }),
      ...on('tab2', open(), load(), track()),
      wait(10 * minuteMs),
      storageOf('cleared'),
      ...on('tab2', track()),
      wait(20 * minuteMs),
      storageOf('full'),
      ...on('tab1', { kind: 'foreground' }, track()),
      wait(20 * minuteMs),
      storageOf('available'),
      ...on('tab2', { kind: 'reload' }, track()),
      wait(35 * minuteMs),
      ...on('tab1', track()),
    ],
  ],
  [
    'storage that is refused for a while',
    [
      open(),
      load(),
      track(),
      storageOf('unavailable'),
      wait(3 * minuteMs),
      storageOf('available'),
      wait(35 * minuteMs),
      track(),
    ],
  ],
  [
    'storage that is refused for half an hour, which the SDK complains of every second',
    [open(), load(), track(), wait(hourMs), storageOf('unavailable'), wait(30 * minuteMs), track(), wait(minuteMs)],
  ],
  [
    'storage that is refused while the device sleeps',
    [
      open(),
      load(),
      track(),
      wait(10 * minuteMs),
      storageOf('unavailable'),
      wait(1),
      track(),
      { kind: 'sleep', durationMs: minuteMs },
      wait(minuteMs),
      track(),
      wait(30 * minuteMs),
    ],
  ],
  [
    'storage that is full under a tab that was frozen and whose clock is set',
    [
      ...on('tab1', open(), load(), track(), { kind: 'freeze' }),
      wait(20 * minuteMs),
      ...on('tab1', { kind: 'thaw' }),
      storageOf('full'),
      wait(2 * minuteMs),
      ...on('tab1', track()),
      { kind: 'setClock', byMs: 10 * minuteMs },
      storageOf('unavailable'),
      wait(2 * minuteMs),
      ...on('tab1', track()),
      wait(20 * minuteMs),
    ],
  ],
  [
    'consent after half an hour, with events that wait for it',
    [
      open(),
      load({ preConsent: { storage: 'session', delivery: 'buffer' } }),
      track(),
      wait(35 * minuteMs),
      track(),
      { kind: 'consent' },
      wait(35 * minuteMs),
      track(),
    ],
  ],
];

const day: typeof timelines = [
  [
    'a collector that answers 500 for 24 hours',
    [
      open(),
      load(),
      { kind: 'server', answer: 500 },
      ...Array.from({ length: 24 }, () => [track(), wait(hourMs)]).flat(),
    ],
  ],
  ['24 hours', [open(), load(), track(), wait(24 * hourMs), track()]],
  [
    '24 hours with two tabs and a reload',
    [
      ...on('tab1', open(), load(), track()),
      ...on('tab2', open(), load(), track()),
      wait(12 * hourMs),
      ...on('tab2', { kind: 'reload' }, track()),
      wait(12 * hourMs),
      ...on('tab1', track()),
    ],
  ],
];

const cases = [...timelines, ...ofStorage, ...(full ? day : [])].flatMap(([title, actions]) => [
  ['rudderstack-js', title, actions] as const,
  ['rudderstack-js-legacy', title, actions] as const,
]);

describe('fast-forwarding a real SDK changes nothing in the trace', () => {
  test.each([...cases, ...ofVersion3.map(([title, actions]) => ['rudderstack-js', title, actions] as const)])(
    '%s: %s',
    { timeout: 300_000 },
    async (name, _title, actions) => {
      const played: Timeline = timeline(actions);
      const fast = await playInJsdom(played, sdks[name], name, { seed: 1, fastForward: true });
      const stepped = await playInJsdom(played, sdks[name], name, { seed: 1, fastForward: false });
      expect(fast).toEqual(stepped);
      expect(fast.timersFired).toBeGreaterThan(1_000);
    },
  );
});
