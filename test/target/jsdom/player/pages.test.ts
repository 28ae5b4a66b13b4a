import { describe, expect, test } from 'vitest';
import type { StepAction } from '../../../../src/record/timeline.js';
import {
  getSessionId,
  load,
  logsOf,
  messagesOf,
  minuteMs,
  open,
  startMs,
  thrownOf,
  track,
  wait,
} from '../../timeline.js';
import { clockReader, on, playPage, textsOf } from './page-sdk.js';

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
