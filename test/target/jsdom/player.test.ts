import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StepAction, Timeline } from '../../../src/record/timeline.js';
import type { Trace } from '../../../src/record/trace.js';
import { playInJsdom } from '../../../src/target/jsdom/player.js';
import type { WebSdk } from '../../../src/target/jsdom/sdk.js';
import { installedSdk } from '../../../src/target/rudderstack-js/package.js';
import { rudderStackJs } from '../../../src/target/rudderstack-js/sdk.js';
import { sessionFields } from '../../../src/wire/session-fields.js';
import {
  getSessionId,
  load,
  logsOf,
  messagesOf,
  minuteMs,
  open,
  startMs,
  thrownOf,
  timeline,
  track,
  type Written,
  wait,
} from '../timeline.js';

const realSdk = rudderStackJs(installedSdk().file);

const play = (actions: readonly Written[], seed = 1): Promise<Trace> =>
  playInJsdom(timeline(actions), realSdk, 'rudderstack-js', { seed, fastForward: false });

const body = (trace: Trace, index: number) => messagesOf(trace)[index]?.body ?? {};
const idOf = (trace: Trace, index: number) => sessionFields(body(trace, index));
const on = (client: string, action: StepAction): Written => ({ client, action });

/** An SDK of a few lines of page code: an expression that is an object with `load` and `call`. */
const pageSdk = (expression: string): WebSdk => ({ start: (page) => new Script(`(${expression})`).runInContext(page) });

const playPage = (expression: string, actions: readonly Written[], seed = 1): Promise<Trace> =>
  playInJsdom(timeline(actions), pageSdk(expression), 'page-sdk', { seed, fastForward: false });

/** An SDK that prints how long its page has existed, by each clock, whenever it is called. */
const clockReader = `{
  load() { setTimeout(() => console.log('timer'), 10_000) },
  call() { console.log(Date.now() + ' ' + performance.now()) },
}`;

const instant = (step: number, elapsedMs: number) => ({
  step,
  device: 'device1',
  client: 'tab1',
  elapsedMs,
  wallMs: startMs + elapsedMs,
});

const textsOf = (trace: Trace) => logsOf(trace).map(({ text }) => text);

describe('the real SDK', () => {
  test('a load and a track give one message, with the session fields of the wire', async () => {
    const trace = await play([open(), load(), track('Viewed')]);
    expect(messagesOf(trace)).toHaveLength(1);
    expect(body(trace, 0)).toMatchObject({ type: 'track', event: 'Viewed' });
    expect(idOf(trace, 0)).toEqual({ sessionId: startMs, sessionStart: true });
    expect(messagesOf(trace)[0]).toMatchObject({ step: 2, device: 'device1', client: 'tab1', wallMs: startMs });
    expect(trace.entries.filter(({ kind }) => kind === 'request')).toMatchObject([
      { method: 'POST', url: 'https://dataplane.example/v1/track', status: 200, request: 0 },
    ]);
    expect(trace).toMatchObject({ timeline: 'test', target: 'rudderstack-js', elapsedMs: 0 });
  });

  test('the same seed gives the same trace, and another seed other message ids', async () => {
    const actions = [open(), load(), track(), wait(31 * minuteMs), track(), { kind: 'reload' }, track()] as const;
    const first = await play(actions, 7);
    const other = await play(actions, 8);
    expect(await play(actions, 7)).toEqual(first);
    const ids = [first, other].flatMap((trace) => messagesOf(trace).map((message) => message.body.messageId));
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
    expect(ids).toEqual(
      ids.map(() => expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/)),
    );
  });

  test('what a call returned is written down', async () => {
    const trace = await play([open(), load(), getSessionId]);
    expect(trace.entries.filter(({ kind }) => kind === 'return')).toMatchObject([{ step: 2, value: startMs }]);
  });

  test.each(['cookieStorage', 'localStorage'] as const)('a session in %s outlives the page', async (type) => {
    const trace = await play([open(), load({ storage: { type } }), track(), wait(1_000), { kind: 'reload' }, track()]);
    expect(idOf(trace, 1)).toEqual({ sessionId: startMs, sessionStart: undefined });
    expect(body(trace, 1).anonymousId).toBe(body(trace, 0).anonymousId);
  });

  test('a session in session storage outlives the page but not the browser', async () => {
    const storage = { type: 'sessionStorage' } as const;
    const trace = await play([
      open(),
      load({ storage }),
      track(),
      wait(1_000),
      { kind: 'reload' },
      track(),
      wait(1_000),
      { kind: 'restart' },
      track(),
    ]);
    expect(idOf(trace, 1)).toEqual({ sessionId: startMs, sessionStart: undefined });
    expect(idOf(trace, 2)).toEqual({ sessionId: startMs + 2_000, sessionStart: true });
  });

  test('two tabs share the storage of their device', async () => {
    const trace = await play([
      on('tab1', open()),
      on('tab1', load()),
      on('tab1', track()),
      wait(1_000),
      on('tab2', open()),
      on('tab2', load()),
      on('tab2', track()),
    ]);
    expect(messagesOf(trace).map(({ client }) => client)).toEqual(['tab1', 'tab2']);
    expect(idOf(trace, 1)).toEqual({ sessionId: startMs, sessionStart: undefined });
  });

  test('utm parameters of the address arrive in the message', async () => {
    const trace = await play([open('https://shop.example/?utm_source=letter&utm_medium=email'), load(), track()]);
    expect(body(trace, 0)).toMatchObject({ context: { campaign: { source: 'letter', medium: 'email' } } });
  });

  test('a warning of the SDK is a log entry of the step in which it was given', async () => {
    const trace = await play([open(), load({ sessions: { timeout: -1 } }), track()]);
    expect(logsOf(trace).filter(({ level }) => level === 'warn')).toMatchObject([
      { step: 1, text: expect.stringContaining('timeout') },
    ]);
  });

  test('a call before the load is written down as an error, and the timeline goes on', async () => {
    const trace = await play([open(), track(), load(), track()]);
    expect(thrownOf(trace)).toEqual([[1, 'event was called before the SDK was loaded']]);
    expect(messagesOf(trace).map(({ step }) => step)).toEqual([3]);
  });

  test('a screen call, which the SDK lacks, is written down as an error', async () => {
    const trace = await play([open(), load(), { kind: 'event', type: 'screen', name: 'Home' }]);
    expect(thrownOf(trace)).toEqual([[2, 'the JavaScript SDK has no screen call']]);
  });

  test('numbers that JSON lacks reach the SDK', async () => {
    const trace = await play([open(), load({ sessions: { timeout: { notJson: 'NaN' } } }), track()]);
    expect(textsOf(trace).join('\n')).toContain('NaN');
  });
});

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

describe('the life of a page', () => {
  /** Prints on load what it finds of itself, and leaves something behind in every kind of storage. */
  const visitor = `{
    load() {
      const count = (area) => { area.visits = 1 + Number(area.visits ?? 0); return area.visits; };
      console.log(document.cookie + ' local ' + count(localStorage) + ' session ' + count(sessionStorage));
      document.cookie = 'short=1';
      document.cookie = 'dated=1; Max-Age=3600';
    },
    call() { console.log(document.cookie + ' ' + location.href + ' from ' + document.referrer); },
  }`;

  test('a reload keeps cookies and both storages', async () => {
    const trace = await playPage(visitor, [open(), load(), { kind: 'reload' }]);
    expect(textsOf(trace)).toEqual(['local 1 session 1', 'short=1; dated=1 local 2 session 2']);
  });

  test('a restart drops session storage and the cookies without a date, and keeps the others', async () => {
    const trace = await playPage(visitor, [open(), load(), { kind: 'restart' }]);
    expect(textsOf(trace)).toEqual(['local 1 session 1', 'dated=1 local 2 session 1']);
  });

  test('a restart does not give a cookie a new life', async () => {
    const unset = visitor.replace(
      "document.cookie = 'dated=1; Max-Age=3600'",
      'document.cookie ||= "dated=1; Max-Age=3600"',
    );
    const restart: StepAction = { kind: 'restart' };
    const trace = await playPage(unset.replace("document.cookie = 'short=1';", ''), [
      open(),
      load(),
      wait(50 * minuteMs),
      restart,
      wait(10 * minuteMs),
      getSessionId,
    ]);
    expect(textsOf(trace)).toEqual(['local 1 session 1', 'dated=1 local 2 session 1', 'https://shop.example/ from']);
  });

  test('a restart closes all tabs', async () => {
    const trace = await playPage(visitor, [
      on('tab1', load()),
      on('tab2', load()),
      on('tab1', { kind: 'restart' }),
      on('tab2', getSessionId),
    ]);
    expect(thrownOf(trace)).toEqual([[3, 'getSessionId was called before the SDK was loaded']]);
  });

  test("session storage is the tab's own, and gone with it", async () => {
    const trace = await playPage(visitor, [
      on('tab1', load()),
      on('tab2', load()),
      on('tab1', { kind: 'close' }),
      on('tab1', load()),
    ]);
    expect(textsOf(trace).map((text) => text.replace(/^.* local/, 'local'))).toEqual([
      'local 1 session 1',
      'local 2 session 1',
      'local 3 session 1',
    ]);
  });

  test('another page of the site knows where the user came from', async () => {
    const navigate: StepAction = { kind: 'navigate', url: '/cart?step=1' };
    const trace = await playPage(visitor, [open(), load(), navigate, getSessionId]);
    expect(textsOf(trace).at(-1)).toBe('short=1; dated=1 https://shop.example/cart?step=1 from https://shop.example/');
  });

  test('a page that is left hears of it, may send, and runs no timer afterwards', async () => {
    const sender = `{
      load() {
        for (const type of ['beforeunload', 'pagehide', 'unload']) addEventListener(type, () => console.log(type));
        document.addEventListener('visibilitychange', () => {
          console.log(document.visibilityState);
          navigator.sendBeacon('https://collector.example/v1/batch', '{"batch":[{"type":"track"}]}');
          Promise.resolve().then(() => setTimeout(() => console.log('after')));
        });
        setTimeout(() => console.log('later'), 1_000);
      },
      call() {},
    }`;
    const trace = await playPage(sender, [open(), load(), { kind: 'close' }, wait(10_000)]);
    expect(textsOf(trace)).toEqual(['beforeunload', 'pagehide', 'hidden', 'unload']);
    expect(messagesOf(trace)).toMatchObject([{ step: 2, body: { type: 'track' } }]);
    expect(trace.timersFired).toBe(0);
  });

  test('every page draws from a stream of its own', async () => {
    const drawer = '{ load() { console.log(Math.random()) }, call() {} }';
    const trace = await playPage(drawer, [
      on('tab1', load()),
      on('tab1', { kind: 'reload' }),
      on('tab1', { kind: 'close' }),
      on('tab1', load()),
      on('tab2', load()),
    ]);
    expect(new Set(textsOf(trace)).size).toBe(4);
  });

  test('the monotonic clock of a page counts from its opening', async () => {
    const trace = await playPage(clockReader, [load(), wait(5_000), { kind: 'reload' }, wait(3), getSessionId]);
    expect(textsOf(trace)).toEqual([`${startMs + 5_003} 3`]);
  });

  test('a second load on a page is a call of the same SDK', async () => {
    const counter = '{ loads: 0, load() { this.loads += 1; console.log(this.loads) }, call() {} }';
    const trace = await playPage(counter, [load(), load(), { kind: 'reload' }]);
    expect(textsOf(trace)).toEqual(['1', '2', '1']);
  });

  test('what a page does in its last promise reactions is done before the next page opens', async () => {
    const leaver = `{
      load() {
        console.log(localStorage.last);
        addEventListener('pagehide', () => Promise.resolve().then(() => { localStorage.last = 'kept' }));
      },
      call() {},
    }`;
    expect(textsOf(await playPage(leaver, [load(), { kind: 'reload' }]))).toEqual(['undefined', 'kept']);
  });

  test('a page that crashes hears nothing of it and saves nothing any more', async () => {
    const saver = `{
      load() {
        console.log('load ' + localStorage.last);
        for (const type of ['beforeunload', 'pagehide', 'unload']) addEventListener(type, () => { localStorage.last = type });
        document.addEventListener('visibilitychange', () => { localStorage.last = 'hidden' });
        setInterval(() => { localStorage.last = 'timer' }, 1_000);
      },
      call() { Promise.resolve().then(() => { localStorage.last = 'call' }) },
    }`;
    const trace = await playPage(saver, [
      on('tab1', load()),
      on('tab2', load()),
      on('tab1', getSessionId),
      on('tab1', { kind: 'crash' }),
      wait(500),
      on('tab2', load()),
    ]);
    expect(textsOf(trace)).toEqual(['load undefined', 'load undefined', 'load call', 'load call']);
  });

  test('a hidden page is told once, and not again when it is left', async () => {
    const watcher = `{
      load() {
        for (const type of ['visibilitychange', 'pagehide', 'pageshow', 'freeze', 'resume', 'unload'])
          addEventListener(type, () => console.log(type + ' ' + document.visibilityState));
      },
      call() {},
    }`;
    const steps = (...kinds: ('background' | 'foreground' | 'freeze' | 'thaw' | 'close')[]): StepAction[] => [
      load(),
      ...kinds.map((kind) => ({ kind })),
    ];
    expect(
      textsOf(await playPage(watcher, steps('background', 'background', 'foreground', 'background', 'close'))),
    ).toEqual([
      'visibilitychange hidden',
      'visibilitychange visible',
      'visibilitychange hidden',
      'pagehide hidden',
      'unload hidden',
    ]);
    const frozen = ['visibilitychange hidden', 'freeze hidden'];
    expect(textsOf(await playPage(watcher, steps('freeze', 'close')))).toEqual(frozen);
    expect(textsOf(await playPage(watcher, steps('freeze', 'thaw')))).toEqual([
      ...frozen,
      'resume hidden',
      'visibilitychange visible',
    ]);
  });

  test('a frozen page stands still, and no other does', async () => {
    const counter = `{ load() { setInterval(() => console.log('tick'), 1_000) }, call() {} }`;
    const trace = await playPage(counter, [
      on('tab1', load()),
      on('tab2', load()),
      on('tab1', { kind: 'freeze' }),
      wait(1_500),
      on('tab1', { kind: 'thaw' }),
      wait(1_000),
    ]);
    expect(logsOf(trace).map(({ client, elapsedMs }) => [client, elapsedMs])).toEqual([
      ['tab2', 1_000],
      ['tab2', 2_000],
      ['tab1', 2_500],
    ]);
  });

  test.each<StepAction>([track(), load(), { kind: 'reload' }, { kind: 'background' }, { kind: 'freeze' }])(
    '$kind on a frozen page is not judged',
    async (action) => {
      const idle = '{ load() {}, call() {} }';
      await expect(playPage(idle, [load(), { kind: 'freeze' }, action])).rejects.toThrow('cannot happen to a');
    },
  );

  test('what one page stores, the others that run are told of', async () => {
    const listener = `{
      load() { addEventListener('storage', ({ key, newValue }) => console.log(key + '=' + newValue)) },
      call() { localStorage.now = Date.now() },
    }`;
    const trace = await playPage(listener, [
      ...['tab1', 'tab2', 'tab3'].map((client) => on(client, load())),
      on('tab3', { kind: 'freeze' }),
      on('tab1', getSessionId),
      on('tab1', { kind: 'storage', state: 'cleared' }),
    ]);
    expect(logsOf(trace).map(({ client, text }) => [client, text])).toEqual([
      ['tab2', `now=${startMs}`],
      ['tab1', 'null=null'],
      ['tab2', 'null=null'],
    ]);
  });

  test('whoever has consented is not asked again by a later load, in any tab', async () => {
    const printer = '{ load(config) { console.log(JSON.stringify(config)) }, call() {} }';
    const config = { preConsent: { storage: 'none', delivery: 'buffer' } } as const;
    const trace = await playPage(printer, [
      load(config),
      { kind: 'reload' },
      { kind: 'consent', storage: 'localStorage' },
      { kind: 'reload' },
      on('tab2', load(config)),
    ]);
    const [asking, again, ...answered] = textsOf(trace).map((text) => JSON.parse(text));
    expect([asking, again]).toEqual([config, config]);
    expect(answered).toEqual(Array.from({ length: 2 }, () => ({ storage: { type: 'localStorage' } })));
  });

  test('the last configuration is used again unless the step has its own', async () => {
    const printer = '{ load(config) { console.log(JSON.stringify(config)) }, call() {} }';
    const config = { sessions: { timeout: 5 } };
    const trace = await playPage(printer, [load(config), { kind: 'reload' }, { kind: 'restart', config: {} }]);
    expect(textsOf(trace)).toEqual(['{"sessions":{"timeout":5}}', '{"sessions":{"timeout":5}}', '{}']);
  });
});

describe('a stored session of the real SDK that is spoilt', () => {
  test.each(['unparseable', 'truncated', 'wrong-type', 'future', 'older-version'] as const)('%s', async (how) => {
    const close: StepAction = { kind: 'close' };
    const trace = await play([
      open(),
      load(),
      track(),
      close,
      wait(minuteMs),
      { kind: 'damage', how },
      load(),
      track(),
    ]);
    const isGone = how === 'unparseable' || how === 'truncated';
    expect(messagesOf(trace)).toHaveLength(2);
    expect(Number(idOf(trace, 1).sessionId)).toBe(isGone ? startMs + minuteMs : startMs);
  });

  test('is not judged if there is none', async () => {
    const steps = [open(), load({ storage: { type: 'memoryStorage' } }), track()];
    await expect(play([...steps, { kind: 'damage', how: 'future' }])).rejects.toThrow('stored nothing of a session');
  });
});

describe('errors of an SDK', () => {
  test('what a call throws belongs to its step, whatever realm it comes from and whatever it is', async () => {
    const thrower = `{ load() { throw new TypeError('no load') }, call() { throw 'no call' } }`;
    const trace = await playPage(thrower, [open(), load(), track(), { kind: 'reload' }]);
    expect(thrownOf(trace)).toEqual([
      [1, 'no load'],
      [2, 'no call'],
      [3, 'no load'],
    ]);
  });

  test('a script that throws is tried again by the next load', async () => {
    const trace = await playPage(`globalThis.tried ? { load() {}, call: () => 5 } : (tried = true, missing)`, [
      open(),
      load(),
      load(),
      getSessionId,
    ]);
    expect(thrownOf(trace)).toEqual([[1, 'missing is not defined']]);
    expect(trace.entries.at(-1)).toMatchObject({ kind: 'return', value: 5 });
  });

  test('an error in a timer is a line of the log, and the clock goes on', async () => {
    const thrower = `{ load() { setTimeout(() => { throw new Error('late') }, 5); setTimeout(() => console.log('next'), 6) }, call() {} }`;
    const trace = await playPage(thrower, [load(), wait(10)]);
    expect(logsOf(trace).map(({ level, text }) => [level, text])).toEqual([
      ['error', 'uncaught: Error: late'],
      ['info', 'next'],
    ]);
  });

  test('timers without end are told, instead of being waited for', async () => {
    const looper = `{ load() { const again = () => setTimeout(again, 0); again() }, call() {} }`;
    await expect(playPage(looper, [load(), wait(3 * minuteMs)])).rejects.toThrow('it schedules timers in a loop');
  });

  test('a request that carries no message is kept, with the reason', async () => {
    const sender = `{ load() { fetch('/v1/track', { method: 'POST', body: 'garbage' }) }, call() {} }`;
    const trace = await playPage(sender, [load()]);
    expect(trace.entries.filter(({ kind }) => kind === 'request')).toMatchObject([
      { url: 'https://shop.example/v1/track', unreadable: 'the body is not JSON: "garbage"' },
    ]);
    expect(messagesOf(trace)).toEqual([]);
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
    await play([open(), load(), track()]);
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

describe('what an SDK says without end', () => {
  test('lines of the log beyond a thousand in one step are counted', async () => {
    const sdk = '{ load() {}, call() { for (let line = 0; line < 2_500; line++) console.warn("line " + line); } }';
    const logs = logsOf(await playPage(sdk, [load(), track(), track()]));
    expect(logs).toHaveLength(2 * 1_001);
    expect(logs[999]).toMatchObject({ step: 1, level: 'warn', text: 'line 999' });
    expect(logs[1_000]).toMatchObject({ step: 1, level: 'info', text: '1500 more lines of this step were left out' });
    expect(logs[1_001]).toMatchObject({ step: 2, text: 'line 0' });
  });

  test('long lines and long values are cut', async () => {
    const sdk = '{ load() { console.log("x".repeat(1e6)); }, call() { return "x".repeat(1e6); } }';
    const trace = await playPage(sdk, [load(), getSessionId]);
    expect(logsOf(trace)[0]?.text).toBe(`${'x'.repeat(500)}… (1000000 characters)`);
    const returned = trace.entries.find((entry) => entry.kind === 'return');
    expect(returned).toMatchObject({ value: `"${'x'.repeat(499)}… (1000002 characters)` });
  });
});

describe('a network that fails', () => {
  /** An SDK that notes its connection, and sends what it is called with once, without ever trying again. */
  const sender = `{
    load() {
      for (const type of ['online', 'offline']) addEventListener(type, () => console.log(type + ' ' + navigator.onLine));
    },
    call({ name }) {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', 'https://dataplane.example/v1/track');
      xhr.timeout = 5000;
      for (const type of ['load', 'error', 'timeout']) xhr['on' + type] = () => console.log(name + ' ' + type + ' ' + xhr.status);
      xhr.send(JSON.stringify({ type: 'track', event: name }));
    },
  }`;
  const requestsOf = (trace: Trace) => trace.entries.filter((entry) => entry.kind === 'request');

  test('a page is told of the connection, and its requests fail without one', async () => {
    const trace = await playPage(sender, [
      open(),
      load(),
      { kind: 'network', state: 'online' },
      { kind: 'network', state: 'offline' },
      { kind: 'network', state: 'offline' },
      track('away'),
      { kind: 'network', state: 'online' },
      track('back'),
    ]);
    expect(textsOf(trace)).toEqual(['offline false', 'away error 0', 'online true', 'back load 200']);
    expect(requestsOf(trace).map(({ step, status }) => [step, status])).toEqual([
      [5, 0],
      [7, 200],
    ]);
    expect(messagesOf(trace)).toHaveLength(2);
  });

  test('every page of the device is told, also one that is opened without a connection', async () => {
    const trace = await playPage(sender, [
      { kind: 'network', state: 'offline' },
      open(),
      load(),
      on('tab2', open()),
      on('tab2', load()),
      { kind: 'network', state: 'online' },
    ]);
    expect(textsOf(trace)).toEqual(['online true', 'online true']);
  });

  test.each([
    ['ok', 'one load 200', 200],
    [429, 'one load 429', 429],
    [500, 'one load 500', 500],
    ['reset', 'one error 0', 0],
    ['hang', 'one timeout 0', 0],
  ] as const)('a data plane that answers %s', async (answer, text, status) => {
    const trace = await playPage(sender, [open(), load(), { kind: 'server', answer }, track('one'), wait(5_000)]);
    expect(textsOf(trace)).toEqual([text]);
    expect(requestsOf(trace)).toMatchObject([{ step: 3, status }]);
    expect(logsOf(trace)[0]).toMatchObject(instant(answer === 'hang' ? 4 : 3, answer === 'hang' ? 5_000 : 0));
  });

  test('the real SDK sends what was not accepted again, with the same id and the same session', async () => {
    const trace = await play([
      open(),
      load(),
      { kind: 'server', answer: 500 },
      track('one'),
      wait(5_000),
      { kind: 'server', answer: 'ok' },
      wait(minuteMs),
    ]);
    const attempts = messagesOf(trace);
    expect(requestsOf(trace).map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(new Set(attempts.map(({ body: { messageId } }) => messageId)).size).toBe(1);
    expect(attempts.map((attempt) => sessionFields(attempt.body))).toEqual(
      attempts.map(() => ({ sessionId: startMs, sessionStart: true })),
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

  test('the real SDK says where it is', async () => {
    const trace = await play([{ kind: 'timeZone', zone: 'Asia/Kathmandu' }, open(), load(), track()]);
    expect(body(trace, 0)).toMatchObject({ context: { timezone: 'GMT+0545' } });
  });
});
