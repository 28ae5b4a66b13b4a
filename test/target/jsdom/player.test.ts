import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StepAction, Timeline } from '../../../src/record/timeline.js';
import type { Trace } from '../../../src/record/trace.js';
import { playInJsdom } from '../../../src/target/jsdom/player.js';
import type { WebSdk } from '../../../src/target/web/sdk.js';
import { getSessionId, load, logsOf, minuteMs, open, startMs, timeline, track, wait } from '../timeline.js';
import { clockReader, instant, on, pageSdk, playPage, textsOf } from './player/page-sdk.js';

describe('time', () => {
  test('a wait of 90 minutes is exactly 90 minutes on every clock, and fires what is due', async () => {
    const trace = await playPage(clockReader, [open(), load(), getSessionId, wait(90 * minuteMs), getSessionId]);
    expect(textsOf(trace)).toEqual([`${startMs} 0`, 'timer', `${startMs + 90 * minuteMs} ${90 * minuteMs}`]);
    expect(logsOf(trace)[1]).toMatchObject({ step: 3, wallMs: startMs + 10_000 });
    expect(trace).toMatchObject({ elapsedMs: 90 * minuteMs, timersFired: 1 });
  });

  test('setting the clock fires no timer and leaves the monotonic clock', async () => {
    const setClock: StepAction = { kind: 'setClock', byMs: 60 * minuteMs };
    const trace = await playPage(clockReader, [open(), load(), setClock, getSessionId, wait(9_999), wait(1)]);
    expect(logsOf(trace).map(({ step, text }) => [step, text])).toEqual([
      [3, `${startMs + 60 * minuteMs} 0`],
      [5, 'timer'],
    ]);
    expect(trace.elapsedMs).toBe(10_000);
  });

  test('sleep freezes timers: each keeps the time that it had left', async () => {
    const sleep: StepAction = { kind: 'sleep', durationMs: 60 * minuteMs };
    const trace = await playPage(clockReader, [open(), load(), wait(4_000), sleep, getSessionId, wait(5_999), wait(1)]);
    expect(logsOf(trace).map(({ step, text }) => [step, text])).toEqual([
      [4, `${startMs + 60 * minuteMs + 4_000} 4000`],
      [6, 'timer'],
    ]);
    expect(trace.elapsedMs).toBe(60 * minuteMs + 10_000);
  });

  test('a clock of several devices cannot be set, because it is one', async () => {
    const two: Timeline = {
      id: 'two',
      startMs,
      steps: [
        { device: 'device1', client: 'tab1', action: load() },
        { device: 'device2', client: 'tab1', action: load() },
        { device: 'device2', client: 'tab1', action: { kind: 'setClock', byMs: 1 } },
      ],
    };
    await expect(playInJsdom(two, pageSdk(clockReader), 'page-sdk', { seed: 1, fastForward: false })).rejects.toThrow(
      'one clock serves all devices',
    );
  });
});

describe('a device that travels', () => {
  const reader = `{ load() {}, call() { console.log(new Date().getTimezoneOffset() + ' ' + Date.now()) } }`;

  test('its pages show the time of day where it is, and the same instants', async () => {
    const trace = await playPage(reader, [
      open(),
      load(),
      track(),
      { kind: 'timeZone', zone: 'Europe/Berlin' },
      track(),
      { kind: 'reload' },
      wait(1_000),
      track(),
    ]);
    expect(textsOf(trace)).toEqual([`0 ${startMs}`, `-60 ${startMs}`, `-60 ${startMs + 1_000}`]);
  });
});

test('whoever asks is told of each step right before it is played, in the time of the timeline', async () => {
  const seen: [step: number, nowMs: number][] = [];
  const beforeStep = (step: number) => seen.push([step, Date.now()]);
  const steps = timeline([load(), wait(1_000), getSessionId]);
  await playInJsdom(steps, pageSdk(clockReader), 'page-sdk', { seed: 1, fastForward: false, beforeStep });
  expect(seen).toEqual([
    [0, startMs],
    [1, startMs],
    [2, startMs + 1_000],
  ]);
});

describe('a detailed trace', () => {
  const busy = `{
    load() {
      document.cookie = 'a=1';
      localStorage.b = '2';
      sessionStorage.setItem('c', '3');
      for (const delay of [1_000, 2_000, 3_000]) setTimeout(() => {}, delay);
      setTimeout(() => console.log('now'), 2_500);
    },
    call() { localStorage.removeItem('b') },
  }`;
  const actions = [load(), wait(5_000), getSessionId, wait(1)];
  const playBusy = (detailed: boolean): Promise<Trace> =>
    playInJsdom(timeline(actions), pageSdk(busy), 'page-sdk', { seed: 1, fastForward: false, detailed });

  test('holds what the page writes, and the timers between two observations', async () => {
    const { entries } = await playBusy(true);
    expect(entries.filter(({ kind }) => kind === 'storage' || kind === 'timers' || kind === 'log')).toEqual([
      { kind: 'storage', ...instant(0, 0), area: 'cookie', key: 'a', value: '1' },
      { kind: 'storage', ...instant(0, 0), area: 'localStorage', key: 'b', value: '2' },
      { kind: 'storage', ...instant(0, 0), area: 'sessionStorage', key: 'c', value: '3' },
      { kind: 'timers', ...instant(1, 2_500), count: 2, fromMs: 0 },
      { kind: 'log', ...instant(1, 2_500), level: 'info', text: 'now' },
      { kind: 'timers', ...instant(1, 5_000), count: 2, fromMs: 2_500 },
      { kind: 'storage', ...instant(2, 5_000), area: 'localStorage', key: 'b' },
    ]);
  });

  test('is otherwise the trace that is judged', async () => {
    const [plain, detailed] = [await playBusy(false), await playBusy(true)];
    const entries = detailed.entries.filter(({ kind }) => kind !== 'storage' && kind !== 'timers');
    expect({ ...detailed, entries }).toEqual(plain);
  });

  test('each page tells what it writes itself', async () => {
    const writer = `{ load() { document.cookie = 'a=1' }, call() {} }`;
    const both = [on('tab1', load()), on('tab2', load())];
    const { entries } = await playInJsdom(timeline(both), pageSdk(writer), 'page-sdk', {
      seed: 1,
      fastForward: false,
      detailed: true,
    });
    expect(entries.filter(({ kind }) => kind === 'storage').map(({ client }) => client)).toEqual(['tab1', 'tab2']);
  });
});

describe('the globals of the thread', () => {
  const names = ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'];
  const read = () => names.map((name) => Reflect.get(globalThis, name));
  let before: unknown[];
  beforeEach(() => {
    before = read();
  });
  afterEach(() => {
    read().forEach((value, index) => {
      expect(value, names[index]).toBe(before[index]);
    });
  });

  test('are the real ones again after a timeline', async () => {
    await playPage(clockReader, [open(), load(), track()]);
  });

  test('hold the fake clock while a timeline is played', async () => {
    const during: unknown[][] = [];
    const sdk: WebSdk = {
      start: () => ({ load: () => during.push(read(), [new Date(Date.now())]), call: () => null }),
    };
    await playInJsdom(timeline([load()]), sdk, 'page-sdk', { seed: 1, fastForward: false });
    expect(during[0]?.filter((value, index) => value === before[index])).toEqual([]);
    expect(Number(during[1]?.[0])).toBe(startMs);
  });

  test('are the real ones again after an SDK that cannot be played', async () => {
    const looper = `{ load() { setInterval(() => {}, 0) }, call() {} }`;
    await expect(playPage(looper, [load(), wait(3 * minuteMs)])).rejects.toThrow('in a loop');
  });
});
