import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { LoadConfig, StepAction, Timeline } from '../../src/record/timeline.js';
import type { Trace } from '../../src/record/trace.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { findBrowser, howToGetBrowser } from '../../src/target/chromium/find-browser.js';
import type { Target } from '../../src/target/index.js';
import { lapse, withFolder } from '../promises/command-line.js';

const browser = findBrowser();
if (browser === undefined)
  process.stderr.write(`SDKs are NOT tested in a browser: there is none; ${howToGetBrowser}\n`);

// Compiled: what runs inside of the browser is written by the build.
const compiled = new URL('../../dist/target/index.js', import.meta.url).href;
const { openTarget }: typeof import('../../src/target/index.js') = await import(compiled);

const minuteMs = 60_000;
const load = (config: LoadConfig = {}): StepAction => ({ kind: 'load', config });
const track: StepAction = { kind: 'event', type: 'track', name: 'Product Viewed' };
const wait = (durationMs: number): StepAction => ({ kind: 'wait', durationMs });

type Move = StepAction | readonly [client: string, action: StepAction];

function timeline(id: string, moves: readonly Move[], startMs = Date.UTC(2026, 2, 2, 9)): Timeline {
  const steps = moves.map((move) => {
    const [client, action] = 'kind' in move ? ['tab1', move] : move;
    return { device: 'device1', client, action };
  });
  return { id, startMs, steps };
}

const timelines: readonly Timeline[] = [
  timeline('beyond the timeout', [load(), track, wait(30 * minuteMs + 1), track, wait(minuteMs)]),
  timeline('a reload, a navigation and a restart', [
    load(),
    track,
    { kind: 'reload' },
    track,
    { kind: 'navigate', url: 'https://shop.example/cart' },
    track,
    { kind: 'restart' },
    track,
  ]),
  timeline('two tabs', [
    load(),
    track,
    ['tab2', load()],
    ['tab2', track],
    wait(10 * minuteMs),
    track,
    { kind: 'close' },
  ]),
  timeline('hidden, shown, frozen and thawed', [
    load(),
    { kind: 'background' },
    wait(minuteMs),
    { kind: 'foreground' },
    track,
    { kind: 'freeze' },
    wait(minuteMs),
    { kind: 'thaw' },
    track,
  ]),
  timeline('offline, and a server in trouble', [
    load(),
    { kind: 'network', state: 'offline' },
    track,
    wait(minuteMs),
    { kind: 'network', state: 'online' },
    wait(minuteMs),
    { kind: 'server', answer: 500 },
    track,
    wait(minuteMs),
    { kind: 'server', answer: 'hang' },
    track,
    wait(minuteMs),
    { kind: 'server', answer: 'ok' },
    wait(30 * minuteMs),
  ]),
  timeline('storage in trouble', [
    load({ storage: { type: 'localStorage' } }),
    track,
    { kind: 'storage', state: 'unavailable' },
    track,
    wait(minuteMs),
    { kind: 'storage', state: 'available' },
    { kind: 'storage', state: 'cleared' },
    track,
    { kind: 'crash' },
    track,
    { kind: 'damage', how: 'truncated' },
    { kind: 'reload' },
    track,
  ]),
  timeline('thirty idle days, a sleep and another time zone', [
    load(),
    track,
    wait(30 * 24 * 60 * minuteMs),
    track,
    { kind: 'sleep', durationMs: 10 * minuteMs },
    { kind: 'timeZone', zone: 'Asia/Kolkata' },
    track,
    { kind: 'setClock', byMs: -60 * minuteMs },
    track,
  ]),
  // The browser would refuse a cookie that has expired by its own clock.
  timeline('long ago', [load(), track, { kind: 'reload' }, track], Date.UTC(2019, 0, 1)),
  timeline(
    'long from now',
    [load(), track, { kind: 'reload' }, track, { kind: 'endSession' }, track],
    Date.UTC(2040, 0, 1),
  ),
];

/** What a trace says of messages, without what tells one machine or one browser from another. */
function messagesOf({ entries, elapsedMs, timersFired }: Trace) {
  const messages = entries.flatMap((entry) => {
    if (entry.kind !== 'message') return [];
    const { step, client, elapsedMs: atMs, body } = entry;
    const { type, messageId, originalTimestamp, anonymousId, context = {} } = body;
    const { sessionId, sessionStart, timezone } = context as Record<string, unknown>;
    return [{ step, client, atMs, type, messageId, originalTimestamp, anonymousId, sessionId, sessionStart, timezone }];
  });
  const requests = entries.flatMap((entry) =>
    entry.kind === 'request' ? [[entry.step, entry.client, entry.method, entry.url, entry.status]] : [],
  );
  const returned = entries.flatMap((entry) => (entry.kind === 'return' ? [entry.value] : []));
  return { messages, requests, returned, elapsedMs, timersFired };
}

describe.skipIf(browser === undefined)('an SDK in Chromium', { timeout: 120_000 }, () => {
  const opened: Target[] = [];
  const open = (name: string, more: { readonly timeLimitMs?: number; readonly detailed?: boolean } = {}): Target => {
    const target = openTarget(name, { edition: '2026-11', seed: 1, ...more });
    opened.push(target);
    return target;
  };
  afterAll(() => Promise.all(opened.map((target) => target.close())));

  test.each(['rudderstack-js', 'rudderstack-js-legacy'])(
    '%s sends what it sends in jsdom, at the same instants',
    async (sdk) => {
      const [real, simulated] = [open(`${sdk}@chromium`), open(sdk)];
      for (const each of timelines) {
        const [there, here] = [messagesOf(await real.play(each)), messagesOf(await simulated.play(each))];
        expect(here.messages.length, each.id).toBeGreaterThan(0);
        expect(there, each.id).toEqual(here);
      }
    },
  );

  test('plays a timeline the same way twice, whatever was played on the device before', async () => {
    const target = open('rudderstack-js@chromium', { detailed: true });
    const [first, second] = [timelines[1], timelines[2]] as [Timeline, Timeline];
    const trace = await target.play(first);
    await target.play(second);
    expect(await target.play(first)).toEqual(trace);
  });

  test('gives up a page that loops, and plays the next', async () => {
    const file = path.join(packageRoot, 'test', 'fixtures', 'sdks', 'endless-loop.cjs');
    const looping = openTarget('rudderstack-js@chromium', {
      edition: '2026-11',
      seed: 1,
      timeLimitMs: 10_000,
      sdk: { file, subject: 'a fixture', version: '0' },
    });
    opened.push(looping);
    const [first] = timelines as [Timeline];
    const endless = timeline('endless', [load(), { kind: 'event', type: 'track', name: 'Loop' }]);
    await expect(looping.play(endless)).rejects.toThrow('did not come back within 10 s');
    expect(messagesOf(await open('rudderstack-js@chromium').play(first)).messages).toHaveLength(2);
  });

  test('is judged by the command line', async () => {
    await withFolder(async (folder) => {
      const run = await lapse(['run', 'timeout/beyond', '--target', 'rudderstack-js@chromium', '--out', folder]);
      expect(run.stdout).toContain('rudderstack-js@chromium');
      // A person is told which browser it was, and the reports of two machines are the same.
      expect(run.stdout).toMatch(/\(chromium \d+(\.\d+){3}, executed\)/);
      expect(run.code).toBe(0);
      expect(readFileSync(path.join(folder, 'run.csv'), 'utf8')).not.toMatch(/chromium[ /]\d/i);
    });
  });
});

test('a browser that is named and is not there is refused in one sentence', () => {
  const missing = path.join(packageRoot, 'no-such-browser');
  const run = lapse(['run', 'timeout/beyond', '--target', 'rudderstack-js@chromium', '--browser-path', missing]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('--browser-path is ');
  expect(run.stderr).not.toContain('    at ');
});
