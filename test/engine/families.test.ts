import { describe, expect, test } from 'vitest';
import { allFamilies, firstMobileFamilies, mobileFamilies, webFamilies } from '../../src/engine/families.js';
import type { LoadConfig, Step, StepAction } from '../../src/record/timeline.js';
import { listPolicies, loadPolicy } from '../../src/spec/policies.js';
import { endSession, getSessionId, identify, load, on, reload, reset, startSession, track, wait } from './timelines.js';
import { playBy, told, toldReturns } from './told-sessions.js';

/**
 * What each SDK family does according to its source, row by row. Nothing here is computed: the table was written from
 * what was read, and the models have to agree with it. In what is told, `0*` is the session whose id says the start of
 * the timeline, on the message with the start marker; `none` is no session, and `#42` an id that is no time.
 */
const families = ['web', 'web-legacy', 'android', 'ios', 'kotlin', 'swift', 'react-native', 'flutter'] as const;
type Family = (typeof families)[number];
type Table = Readonly<Partial<Record<Family, string>>>;

/** The same for all that have no column of their own. */
const all = (told: string, others: Table = {}): Table =>
  Object.fromEntries(families.map((family) => [family, others[family] ?? told]));
const onWeb = (told: string): Table => ({ web: told, 'web-legacy': told });
const onMobile = (told: string, others: Table = {}): Table => {
  const { web: _web, 'web-legacy': _legacy, ...mobile } = all(told, others);
  return mobile;
};
const javaAndObjectiveC = (told: string): Table => ({ android: told, ios: told, 'react-native': told, flutter: told });
const kotlinAndSwift = (told: string): Table => ({ kotlin: told, swift: told });
const wrappers = (told: string): Table => ({ 'react-native': told, flutter: told });

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const background: StepAction = { kind: 'background' };
const foreground: StepAction = { kind: 'foreground' };
const restart: StepAction = { kind: 'restart' };
const crash: StepAction = { kind: 'crash' };
const away = (durationMs: number): StepAction[] => [background, wait(durationMs), foreground];
const started = (sessionId: number): StepAction => ({ kind: 'startSession', sessionId });
const setClock = (byMs: number): StepAction => ({ kind: 'setClock', byMs });
const sessions = (config: LoadConfig['sessions']): StepAction => load({ sessions: config ?? {} });
const plain = load({});
const off = sessions({ autoTrack: false });

interface Row {
  readonly row: string;
  readonly steps: readonly (StepAction | Step)[];
  readonly expected: Table;
}

const rows: readonly Row[] = [
  {
    row: 'the default timeout: 5 minutes and a second away',
    steps: [plain, track, ...away(5 * minute + second), track],
    expected: { ...onWeb('0* 0'), ...onMobile('0* 301*') },
  },
  {
    row: 'the default timeout: 30 minutes and a millisecond between two events',
    steps: [plain, track, wait(30 * minute + 1), track],
    expected: { ...onWeb('0* 1800.001*'), ...onMobile('0* 0') },
  },
  {
    row: 'exactly the timeout, on the web',
    steps: [plain, track, wait(30 * minute), track],
    expected: onWeb('0* 0'),
  },
  {
    row: 'exactly the timeout, on mobile',
    steps: [plain, track, ...away(5 * minute), track],
    expected: onMobile('0* 0', wrappers('0* 300*')),
  },
  {
    row: 'a millisecond beyond the timeout, on mobile',
    steps: [plain, track, ...away(5 * minute + 1), track],
    expected: onMobile('0* 300*', { ios: '0* 0' }),
  },
  {
    row: 'a timeout of 0, after a second',
    steps: [sessions({ timeout: 0 }), track, wait(second), track, ...away(second), track],
    expected: { ...onWeb('none none none'), ...onMobile('0* 0 2*') },
  },
  {
    row: 'a timeout of 0, after a fifth of a second',
    steps: [sessions({ timeout: 0 }), track, wait(second), track, ...away(200), track],
    expected: onMobile('0* 0 1*', { ios: '0* 0 0' }),
  },
  {
    row: 'a timeout of 0, in the same instant',
    steps: [sessions({ timeout: 0 }), track, wait(second), track, ...away(0), track],
    expected: onMobile('0* 0 1*', { android: '0* 0 0', ios: '0* 0 0' }),
  },
  {
    row: 'a negative timeout',
    steps: [sessions({ timeout: -60_000 }), wait(second), track, ...away(second), track],
    expected: all('0* 0', { 'web-legacy': '1* 2*', 'react-native': '0* 2*' }),
  },
  {
    row: 'a timeout that is a text',
    steps: [sessions({ timeout: '60000' }), track, ...away(31 * minute), track],
    expected: { web: '0* 1860*', 'web-legacy': '0* 0', 'react-native': '0* 1860*' },
  },
  {
    row: 'a timeout that is no number at all',
    steps: [sessions({ timeout: { notJson: 'NaN' } }), track, ...away(31 * minute), track],
    expected: { ...onWeb('0* 1860*'), 'react-native': '0* 1860*' },
  },
  {
    row: 'automatic tracking with a text for false',
    steps: [sessions({ autoTrack: 'false' }), track],
    expected: { ...onWeb('0*'), 'react-native': '0*' },
  },
  {
    row: 'idle in the foreground for two hours, then an event',
    steps: [plain, track, wait(120 * minute), track],
    expected: { ...onWeb('0* 7200*'), ...onMobile('0* 0') },
  },
  {
    row: 'whether a load is activity, on the web',
    steps: [plain, track, wait(20 * minute), reload, wait(20 * minute), track],
    expected: { web: '0* 0', 'web-legacy': '0* 2400*' },
  },
  {
    row: 'whether a launch is activity, on mobile',
    steps: [plain, track, wait(4 * minute), restart, wait(4 * minute), crash, track],
    expected: { ...javaAndObjectiveC('0* 0'), ...kotlinAndSwift('0* 480*') },
  },
  {
    row: 'whether leaving is activity',
    steps: [plain, track, wait(4 * minute), ...away(4 * minute), track],
    expected: onMobile('0* 0'),
  },
  {
    row: 'whether events from the background are activity',
    steps: [plain, track, background, wait(4 * minute), track, wait(2 * minute), foreground, track],
    expected: onMobile('0* 0 0', { swift: '0* 0 360*' }),
  },
  {
    row: 'whether reset is activity',
    steps: [plain, track, wait(4 * minute), reset, wait(2 * minute), crash, track],
    expected: {
      ...onWeb('0* 240*'),
      // The marker of a session that has sent nothing is lost with the process.
      android: '0* 240',
      ios: '0* 240',
      ...kotlinAndSwift('0* 360*'),
      ...wrappers('0* 360*'),
    },
  },
  {
    row: 'reading the id is no activity',
    steps: [plain, track, wait(4 * minute), getSessionId, wait(2 * minute), crash, track],
    expected: { ...onWeb('0* 0'), ...onMobile('0* 360*') },
  },
  {
    row: 'the clock set back by a minute',
    steps: [plain, track, background, setClock(-minute), foreground, track],
    expected: all('0* 0', kotlinAndSwift('0* -60*')),
  },
  {
    row: 'the clock set back by an hour',
    steps: [plain, track, background, setClock(-60 * minute), foreground, track],
    expected: { ...onWeb('0* 0'), ...onMobile('0* -3600*') },
  },
  {
    row: 'no time at all between leaving and coming back',
    steps: [plain, track, background, foreground, track],
    expected: all('0* 0', kotlinAndSwift('0* 0*')),
  },
  {
    row: 'the id is taken when the SDK starts, not at the first event',
    steps: [plain, wait(90 * second), track],
    expected: all('0*'),
  },
  {
    row: 'the unit of the id, and two sessions 300 milliseconds apart',
    steps: [plain, track, wait(300), reset, track],
    expected: { ...onWeb('0* 0.3*'), ...onMobile('0* 0*') },
  },
  {
    row: 'two sessions in one instant share the id',
    steps: [plain, track, reset, track],
    expected: all('0* 0*'),
  },
  {
    row: 'an id of ten digits',
    steps: [plain, started(1_234_567_890), track],
    expected: all('#1234567890*'),
  },
  {
    row: 'an id of nine digits with a minus',
    steps: [plain, track, wait(second), started(-123_456_789), track],
    expected: all('0* #-123456789*', { web: '0* 1*', swift: '0* 0' }),
  },
  {
    row: 'an id of five digits',
    steps: [plain, track, wait(second), started(12_345), track],
    expected: { ...onWeb('0* 1*'), ...onMobile('0* 0') },
  },
  {
    row: 'an absence after an id that was ignored',
    steps: [plain, track, wait(second), started(12_345), track, ...away(6 * minute), track],
    expected: onMobile('0* 0 361*', { flutter: '0* 0 0' }),
  },
  {
    row: 'a manual session after a restart, with automatic tracking',
    steps: [plain, started(1_234_567_890), track, wait(second), restart, track],
    expected: { ...onWeb('#1234567890* #1234567890'), ...onMobile('#1234567890* 1*') },
  },
  {
    row: 'a manual session after a restart, without automatic tracking',
    steps: [off, started(1_234_567_890), track, wait(second), restart, track],
    expected: all('#1234567890* #1234567890'),
  },
  {
    row: 'a manual session after 30 days',
    steps: [plain, started(1_234_567_890), track, ...away(30 * day), track],
    expected: all('#1234567890* #1234567890'),
  },
  {
    row: 'startSession in a manual session',
    steps: [plain, startSession, track, wait(second), startSession, track],
    expected: all('0* 1*'),
  },
  {
    row: 'after endSession there is none until the next start of the SDK',
    steps: [plain, track, endSession, track, wait(second), restart, track],
    expected: all('0* none 1*', { flutter: '0* none none' }),
  },
  {
    row: 'after endSession an absence begins none',
    steps: [plain, track, endSession, track, ...away(6 * minute), track],
    expected: all('0* none none', { flutter: '0* none 360*' }),
  },
  {
    row: 'reset of a manual session',
    steps: [plain, started(1_234_567_890), track, wait(second), reset, track, ...away(30 * day), track],
    expected: all('#1234567890* 1* 1'),
  },
  {
    row: 'reset without a session',
    steps: [off, track, reset, track],
    expected: all('none none'),
  },
  {
    row: 'another user',
    steps: [plain, identify('ada'), wait(second), identify('grace')],
    expected: { ...onWeb('0* 1*'), ...javaAndObjectiveC('0* 0'), ...kotlinAndSwift('0* 1*') },
  },
  {
    row: 'traits without a user, over a known one',
    steps: [plain, identify('ada'), wait(second), identify('')],
    expected: all('0* 0', { kotlin: '0* 1*' }),
  },
  {
    row: 'the first user, and the same one again',
    steps: [plain, track, wait(second), identify('ada'), identify('ada')],
    expected: all('0* 0 0'),
  },
  {
    row: 'a process that ends before the first event',
    steps: [plain, wait(second), crash, track],
    expected: { ...onWeb('0*'), ...javaAndObjectiveC('0'), ...kotlinAndSwift('0*') },
  },
  {
    row: 'an id in the context of the caller',
    steps: [plain, { kind: 'event', type: 'track', name: 'Seen', context: { sessionId: 1_234_567_890 } }],
    expected: all('#1234567890*', kotlinAndSwift('0*')),
  },
  {
    row: 'automatic tracking turned off at a restart',
    steps: [plain, track, { kind: 'restart', config: { sessions: { autoTrack: false } } }, track],
    expected: all('0* none'),
  },
  {
    row: 'without the events of the lifecycle',
    steps: [load({ lifecycleEvents: false }), track],
    expected: all('0*', javaAndObjectiveC('none')),
  },
  {
    row: 'a cut-off of an hour, with an event every 20 minutes',
    steps: [
      sessions({ cutOff: { enabled: true, duration: 60 * minute } }),
      track,
      ...[1, 2, 3, 4].flatMap(() => [wait(20 * minute), track]),
    ],
    expected: { web: '0* 0 0 0 4800*', 'web-legacy': '0* 0 0 0 0' },
  },
  {
    row: 'a cut-off of an hour, with 40 idle minutes',
    steps: [
      sessions({ cutOff: { enabled: true, duration: 60 * minute } }),
      track,
      wait(40 * minute),
      track,
      wait(25 * minute),
      track,
    ],
    expected: { web: '0* 2400* 3900*', 'web-legacy': '0* 2400* 2400' },
  },
  {
    row: 'a reset in one tab, then an event in the other',
    steps: [
      on('tab1', plain),
      on('tab1', track),
      on('tab2', plain),
      wait(second),
      on('tab1', reset),
      on('tab1', track),
      on('tab2', track),
    ],
    expected: { web: '0* 1* 1', 'web-legacy': '0* 1* 0' },
  },
];

describe('what each family does', () => {
  const cells = rows.flatMap(({ row, steps, expected }) =>
    Object.entries(expected).map(([family, cell]) => ({ row, family, steps, cell })),
  );

  test.each(cells)('$row · $family: $cell', ({ family, steps, cell }) => {
    expect(told(playBy(`rudderstack-${family}`, steps, { quirks: true }))).toBe(cell);
  });

  test('every family is told apart from every other by at least one row', () => {
    const alike = families.flatMap((one, index) =>
      families
        .slice(index + 1)
        .filter((other) =>
          rows.every(
            ({ expected }) =>
              [one, other].some((family) => expected[family] === undefined) || expected[one] === expected[other],
          ),
        )
        .map((other) => `${one} and ${other}`),
    );
    expect(alike).toEqual([]);
  });
});

describe('what reading the id returns', () => {
  const onceExpired = [plain, track, background, wait(31 * minute), getSessionId];
  test.each(families)('once the session has expired, by %s', (family) => {
    const isWeb = family.startsWith('web');
    expect(toldReturns(playBy(`rudderstack-${family}`, onceExpired, { quirks: true }))).toBe(isWeb ? 'null' : '0');
  });

  test.each(families)('without any session, by %s', (family) => {
    expect(toldReturns(playBy(`rudderstack-${family}`, [off, getSessionId], { quirks: true }))).toBe('null');
  });
});

test('the unit of generated ids: milliseconds on the web, seconds on mobile', () => {
  for (const family of families) {
    const trace = playBy(`rudderstack-${family}`, [plain, getSessionId], { quirks: true });
    const [value] = trace.entries.flatMap((entry) => (entry.kind === 'return' ? [String(entry.value)] : []));
    expect(value?.length, family).toBe(family.startsWith('web') ? 13 : 10);
  }
});

test('the groups of families are those of the policies', () => {
  const policies = listPolicies().filter((id) => id.startsWith('rudderstack-'));
  const ofPlatform = (platform: string): string[] => policies.filter((id) => loadPolicy(id).platform === platform);
  expect([...webFamilies].sort()).toEqual(ofPlatform('web').sort());
  expect([...mobileFamilies].sort()).toEqual(ofPlatform('mobile').sort());
  expect([...allFamilies].sort()).toEqual(policies.sort());
  // Kotlin and Swift were written anew, from one design.
  const anew = mobileFamilies.filter((id) => !firstMobileFamilies.includes(id));
  expect(anew).toEqual(['rudderstack-kotlin', 'rudderstack-swift']);
});
