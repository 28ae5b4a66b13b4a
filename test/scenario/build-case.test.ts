import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../src/spec/policies.js';
import { caseOf, faultsOf, scenario } from './scenario-input.js';

const actionsOf = (steps: string, more = '') =>
  caseOf(scenario(steps, more)).timeline.steps.map(({ client, action }) =>
    client === 'tab1' ? action : { client, ...action },
  );

test('a call on a frozen tab is said with its place', () => {
  const steps = ['load', 'freeze', 'wait: 1m', 'track: Product Viewed', 'thaw', 'track: Product Viewed'];
  const text = scenario(steps.map((step) => `  - ${step}`).join('\n'));
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes('track')) + 1;
  expect(faultsOf(text)).toEqual([
    `${line}:5: "track" needs a page that runs, but the client "tab1" is frozen; thaw it first`,
  ]);
});

describe('a case', () => {
  const text = `title: Some title
requirements: [SES-TIMEOUT-002, SES-TIMEOUT-001]
platform: any
given: { boundary: exclusive }
start: 2026-05-01T12:00+02:00
url: https://other.example/
steps:
  - load
  - track: Product Viewed
    as: first
    expect: { session: first, start: true, id: now, fields: { context.a: null, properties.n: [1] }, visitor: ada, because: So it is. }
  - track: Home
    expect: { session: first, start: absent, id: first, messages: 1, logs: none }
  - getSessionId:
    expect: { returns: first }
`;

  test('has what the file says', () => {
    const { timeline, expectations, places, place, ...rest } = caseOf(text);
    expect(rest).toEqual({
      id: 'timeout/x',
      section: 'timeout',
      title: 'Some title',
      platform: 'any',
      requirements: ['SES-TIMEOUT-002', 'SES-TIMEOUT-001'],
      given: { boundary: 'exclusive' },
    });
    expect(timeline.id).toBe('timeout/x');
    expect(timeline.startMs).toBe(Date.UTC(2026, 4, 1, 10));
    expect(timeline.steps.map(({ action }) => action.kind)).toEqual(['open', 'load', 'event', 'event', 'getSessionId']);
    expect(timeline.steps.map(({ device, client }) => `${device} ${client}`)).toEqual(Array(5).fill('device1 tab1'));
    expect(places.map(({ line, column }) => [line, column])).toEqual([
      [8, 5],
      [8, 5],
      [9, 5],
      [12, 5],
      [14, 5],
    ]);
    expect(place).toMatchObject({ line: 1, column: 1 });
  });

  test('has expectations at the index of their step in the timeline, behind the opened page', () => {
    expect([...caseOf(text).expectations]).toEqual([
      [
        2,
        {
          session: 'first',
          start: 'true',
          id: { wallClockOf: 2 },
          fields: { 'context.a': null, 'properties.n': [1] },
          visitor: 'ada',
          because: 'So it is.',
        },
      ],
      [3, { session: 'first', start: 'absent', id: { wallClockOf: 2 }, messages: 1, logs: 'none' }],
      [4, { returns: 'first' }],
    ]);
  });

  test('starts at a fixed time and place unless the file says otherwise', () => {
    const { timeline } = caseOf(scenario('  - load\n'));
    expect(timeline.startMs).toBe(Date.UTC(2026, 2, 2, 9));
    expect(timeline.steps[0]?.action).toEqual({ kind: 'open', url: 'https://shop.example/' });
  });
});

describe('a case for a phone', () => {
  const mobile = loadPolicy('rudderstack-ios');
  const text = (steps: string, platform = 'mobile'): string =>
    scenario(steps).replace('platform: web', `platform: ${platform}`);

  test('opens no page, and its client is an application', () => {
    for (const platform of ['mobile', 'any']) {
      const { timeline } = caseOf(text('  - load\n  - track: Bought\n', platform), mobile);
      expect(timeline.steps.map(({ client, action }) => `${client} ${action.kind}`)).toEqual(['app load', 'app event']);
    }
    const onTheWeb = caseOf(text('  - load\n', 'any'));
    expect(onTheWeb.timeline.steps.map(({ client, action }) => `${client} ${action.kind}`)).toEqual([
      'tab1 open',
      'tab1 load',
    ]);
  });

  test('has no step of a browser', () => {
    const steps = '  - load\n  - page: Home\n  - reload\n  - navigate: https://shop.example/cart\n';
    expect(faultsOf(text(steps, 'any'), mobile)).toEqual([
      '6:5: "page" is no step of an application, and the scenario is for any; allowed: only with platform: web',
      '7:5: "reload" is no step of an application, and the scenario is for any; allowed: only with platform: web',
      '8:5: "navigate" is no step of an application, and the scenario is for any; allowed: only with platform: web',
    ]);
  });

  test('may ask for an id in seconds, or in either unit', () => {
    const steps =
      '  - load:\n    as: launched\n  - track: Bought\n    expect: { id: launched in seconds }\n  - track: Bought\n    expect: { id: now in either unit }\n';
    expect([...caseOf(text(steps), mobile).expectations.values()]).toEqual([
      { id: { wallClockOf: 0, unit: 'seconds' } },
      { id: { wallClockOf: 2, unit: 'either' } },
    ]);
  });
});

describe('steps', () => {
  test('every kind becomes its action', () => {
    const steps = `
  - load
  - track: Bought
    properties: { price: 1.5 }
    context: { campaign: { source: letter } }
  - page: ''
  - screen: Home
  - identify: user1
    traits: { plan: free }
  - identify: ''
  - group: team
  - alias: user2
  - alias: user2
    from: user1
  - page: Home
    category: Shop
  - startSession
  - startSession: 1234567890
  - startSession: { literal: .nan }
  - startSession: 30m
  - startSession: [1]
  - endSession
  - reset
  - reset: { anonymousId: true }
  - getSessionId
  - wait: 5m
  - sleep: 1h
  - setClock: -1h
  - reload
  - reload:
    config: { timeout: 1m }
  - navigate: https://shop.example/cart
  - restart
  - close
`;
    expect(actionsOf(steps)).toEqual([
      { kind: 'open', url: 'https://shop.example/' },
      { kind: 'load', config: {} },
      {
        kind: 'event',
        type: 'track',
        name: 'Bought',
        properties: { price: 1.5 },
        context: { campaign: { source: 'letter' } },
      },
      { kind: 'event', type: 'page' },
      { kind: 'event', type: 'screen', name: 'Home' },
      { kind: 'event', type: 'identify', name: 'user1', properties: { plan: 'free' } },
      { kind: 'event', type: 'identify' },
      { kind: 'event', type: 'group', name: 'team' },
      { kind: 'event', type: 'alias', name: 'user2' },
      { kind: 'event', type: 'alias', name: 'user2', previousId: 'user1' },
      { kind: 'event', type: 'page', name: 'Home', category: 'Shop' },
      { kind: 'startSession' },
      { kind: 'startSession', sessionId: 1_234_567_890 },
      { kind: 'startSession', sessionId: { notJson: 'NaN' } },
      { kind: 'startSession', sessionId: '30m' },
      { kind: 'startSession', sessionId: [1] },
      { kind: 'endSession' },
      { kind: 'reset' },
      { kind: 'reset', anonymousId: true },
      { kind: 'getSessionId' },
      { kind: 'wait', durationMs: 300_000 },
      { kind: 'sleep', durationMs: 3_600_000 },
      { kind: 'setClock', byMs: -3_600_000 },
      { kind: 'reload' },
      { kind: 'reload', config: { sessions: { timeout: 60_000 } } },
      { kind: 'navigate', url: 'https://shop.example/cart' },
      { kind: 'restart' },
      { kind: 'close' },
    ]);
  });

  test('what happens to the network and to the clock of the device', () => {
    const steps = `
  - timeZone: Europe/Berlin
  - load:
    config: { other: { timeout: 30m } }
  - network: offline
  - network: online
  - server: hang
  - server: 429
`;
    expect(actionsOf(steps)).toEqual([
      { kind: 'timeZone', zone: 'Europe/Berlin' },
      { kind: 'open', url: 'https://shop.example/' },
      { kind: 'load', config: { sessions: { other: { timeout: '30m' } } } },
      { kind: 'network', state: 'offline' },
      { kind: 'network', state: 'online' },
      { kind: 'server', answer: 'hang' },
      { kind: 'server', answer: 429 },
    ]);
  });

  test('a page is opened before the first load of a client, and again after it was closed', () => {
    const steps =
      '  - load\n  - load\n  - { load: , client: tab2 }\n  - close\n  - load\n  - restart\n  - { load: , client: tab2 }\n';
    expect(actionsOf(steps).map((action) => [Reflect.get(action, 'client') ?? 'tab1', action.kind].join(' '))).toEqual([
      'tab1 open',
      'tab1 load',
      'tab1 load',
      'tab2 open',
      'tab2 load',
      'tab1 close',
      'tab1 open',
      'tab1 load',
      'tab1 restart',
      'tab2 open',
      'tab2 load',
    ]);
  });
});

describe('configuration', () => {
  const loadsOf = (steps: string, more: string) =>
    actionsOf(steps, more).flatMap((action) => (action.kind === 'load' ? [action.config] : []));

  test('texts with a unit are durations, anything else is passed as it is', () => {
    const values = [
      '30m',
      "'60000'",
      '60000',
      'null',
      '{ literal: 30m }',
      '{ literal: undefined }',
      '{ literal: .inf }',
      '{ literal: -.inf }',
      '1.5',
      '-1',
    ];
    const timeouts = values.map(
      (value) => loadsOf('  - load\n', `config: { timeout: ${value} }\n`)[0]?.sessions?.timeout,
    );
    expect(timeouts).toEqual([
      1_800_000,
      '60000',
      60_000,
      null,
      '30m',
      { notJson: 'undefined' },
      { notJson: 'Infinity' },
      { notJson: '-Infinity' },
      1.5,
      -1,
    ]);
  });

  test('a key that is absent is not passed, one that is null is', () => {
    expect(loadsOf('  - load\n', 'config: { autoTrack: null, cutOff: {} }\n')).toEqual([
      { sessions: { autoTrack: null, cutOff: {} } },
    ]);
    expect(loadsOf('  - load\n', 'config: { storage: none }\n')).toEqual([{ storage: { type: 'none' } }]);
  });

  test('that of a step is put over that of the scenario key by key', () => {
    const steps = '  - load:\n    config: { timeout: 1m, cutOff: { duration: 3 * timeout } }\n  - load\n';
    expect(loadsOf(steps, 'config: { autoTrack: false, timeout: 2m, cutOff: { enabled: true } }\n')).toEqual([
      { sessions: { autoTrack: false, timeout: 60_000, cutOff: { enabled: true, duration: 180_000 } } },
      { sessions: { autoTrack: false, timeout: 120_000, cutOff: { enabled: true } } },
    ]);
  });
});

describe('timeout and cutOff', () => {
  const waitsOf = (steps: string, more = '', policy = 'rudderstack-web') =>
    caseOf(scenario(steps, more), loadPolicy(policy)).timeline.steps.flatMap(({ action }) =>
      action.kind === 'wait' ? [action.durationMs] : [],
    );

  test('are those of the policy unless configured', () => {
    expect(waitsOf('  - load\n  - wait: timeout + 1ms\n  - wait: cutOff\n')).toEqual([1_800_001, 43_200_000]);
  });

  test('are those that are configured', () => {
    const config = 'config: { timeout: 1m, cutOff: { enabled: true, duration: 2h } }\n';
    expect(waitsOf('  - load\n  - wait: 2 * timeout\n  - wait: cutOff - 1ms\n', config)).toEqual([120_000, 7_199_999]);
  });

  test.each(['0', '-5', '1.5', "'60000'", '{ literal: .nan }'])('a timeout of %s leaves the default', (timeout) => {
    expect(waitsOf('  - load\n  - wait: timeout\n', `config: { timeout: ${timeout} }\n`)).toEqual([1_800_000]);
  });

  test('follow the configuration in force', () => {
    const steps = `
  - wait: timeout
  - load:
    config: { timeout: 1m }
  - wait: timeout
  - reload
  - wait: timeout
  - reload:
    config: { timeout: 3m }
  - wait: timeout
`;
    expect(waitsOf(steps, 'config: { timeout: 2m }\n')).toEqual([120_000, 60_000, 60_000, 180_000]);
  });

  test('a policy without a cut-off gives it no length', () => {
    const text = scenario('  - load\n  - wait: cutOff + 1ms\n');
    expect(faultsOf(text, loadPolicy('announcement-web'))).toMatchInlineSnapshot(`
      [
        "6:11: "cutOff" has no length here; allowed: a number with ms, s, m, h or d, timeout",
      ]
    `);
  });

  test('a case that does not apply to the policy needs no lengths there', () => {
    const text = scenario('  - load\n  - wait: cutOff + 1ms\n', 'given: { cutOffDefaultMs: 43200000 }\n');
    expect(caseOf(text, loadPolicy('announcement-web')).timeline.steps).toHaveLength(3);
    expect(caseOf(text).timeline.steps[2]?.action).toEqual({ kind: 'wait', durationMs: 43_200_001 });
  });

  test('a wait that is negative under the policy', () => {
    expect(faultsOf(scenario('  - load\n  - wait: timeout - 1h\n'))).toMatchInlineSnapshot(`
      [
        "6:11: steps[1].wait is "timeout - 1h", which is -30m under the policy rudderstack-web; allowed: a duration that is not negative; setClock sets a clock back",
      ]
    `);
  });
});

test('the steps together may not last longer than dates reach', () => {
  expect(faultsOf(scenario('  - load\n  - wait: 60000d\n  - sleep: 60000d\n'))).toMatchInlineSnapshot(`
    [
      "4:1: the steps last 120000d together; allowed: at most 104166d 16h",
    ]
  `);
});
