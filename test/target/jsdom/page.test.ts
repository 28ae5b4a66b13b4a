import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClock } from '@sinonjs/fake-timers';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../../src/record/random-stream.js';
import { BrowserProfile } from '../../../src/target/jsdom/device.js';
import { Page } from '../../../src/target/jsdom/page.js';
import { startMs } from '../timeline.js';

interface Opened {
  readonly referrer?: string;
  readonly seed?: number;
  readonly profile?: BrowserProfile;
  readonly client?: string;
  readonly timeZone?: string;
}

/** A page on a clock of its own, with what it logs. */
function openPage(options: Opened = {}) {
  const { referrer = '', seed = 1, profile = new BrowserProfile(() => startMs), client = 'tab1', timeZone } = options;
  const connection = { isOnline: true };
  const clock = createClock(startMs);
  const logs: string[] = [];
  const page = new Page({
    clock,
    url: 'https://shop.example/cart',
    referrer,
    client,
    profile,
    random: randomStream(seed, 'page'),
    monotonicMs: () => clock.now - startMs,
    isOnline: () => connection.isOnline,
    server: () => (connection.isOnline ? { kind: 'unanswered' } : { kind: 'failed' }),
    ...(timeZone === undefined ? {} : { timeZone: () => timeZone }),
    onLog: (level, text) => logs.push(`${level} ${text}`),
  });
  return { page, clock, logs, connection, run: (script: string): unknown => page.window.eval(script) };
}

describe('Page', () => {
  test('shows the time of the clock that it is given', () => {
    const { clock, run } = openPage();
    clock.tick(1_500);
    expect(run('[Date.now(), new Date().getTime(), performance.now(), performance.timeOrigin].join()')).toBe(
      [startMs + 1_500, startMs + 1_500, 1_500, startMs].join(),
    );
    expect(run('new Date(5) instanceof Date && performance.getEntriesByType("navigation").length')).toBe(0);
    expect(run('performance.mark("a"); performance.measure("a")')).toBeUndefined();
  });

  test('knows whether there is a connection, and is told when that changes, whatever its script has replaced', () => {
    const { page, connection, run } = openPage();
    run(
      'seen = []; for (const type of ["online", "offline"]) addEventListener(type, (event) => seen.push(event.type))',
    );
    run('const { EventTarget: Own } = window; Own.prototype.dispatchEvent = () => {}; window.Event = null');
    expect(run('navigator.onLine')).toBe(true);
    connection.isOnline = false;
    page.tellConnection(false);
    expect(run('navigator.onLine')).toBe(false);
    connection.isOnline = true;
    page.tellConnection(true);
    expect(run('JSON.stringify([navigator.onLine, ...seen])')).toBe('[true,"offline","online"]');
  });

  test('counts the requests that nobody has answered', () => {
    const { page, connection, run } = openPage();
    run('fetch("/a").catch(() => {}); navigator.sendBeacon("/b", "")');
    expect(page.pendingRequests).toBe(1);
    connection.isOnline = false;
    run('fetch("/c").catch(() => {})');
    expect(page.pendingRequests).toBe(1);
  });

  test('a request that hangs is given up by the clock of the page, and not after it was left', () => {
    const { page, clock, run } = openPage();
    run(
      'ask = () => { const xhr = new XMLHttpRequest(); xhr.open("GET", "/"); xhr.timeout = 1000; xhr.send(); return xhr }',
    );
    run('first = ask(); first.ontimeout = () => console.log("too long")');
    clock.tick(999);
    expect(run('first.readyState')).toBe(1);
    clock.tick(1);
    expect(run('first.readyState')).toBe(4);
    expect(page.pendingRequests).toBe(0);
    run('ask().ontimeout = () => console.log("never")');
    page.leave();
    expect(clock.countTimers()).toBe(0);
  });

  test('has the dates of the zone that it is in', () => {
    expect(openPage({ timeZone: 'Asia/Kathmandu' }).run('new Date().getTimezoneOffset()')).toBe(-345);
  });

  test('draws all randomness from its stream', () => {
    const draw = `JSON.stringify([Math.random(), [...crypto.getRandomValues(new Uint8Array(4))], crypto.randomUUID()])`;
    const first = openPage({ seed: 1 }).run(draw);
    expect(openPage({ seed: 1 }).run(draw)).toBe(first);
    expect(openPage({ seed: 2 }).run(draw)).not.toBe(first);
  });

  test('makes random ids of version 4', () => {
    const { run } = openPage();
    const ids = Array.from({ length: 50 }, () => run('crypto.randomUUID()'));
    expect(new Set(ids).size).toBe(50);
    expect(ids).toEqual(
      ids.map(() => expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)),
    );
  });

  test('names no machine, and knows where the user came from', () => {
    const { run } = openPage({ referrer: 'https://shop.example/' });
    expect(run('navigator.userAgent')).toBe(
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Lapse/1 jsdom',
    );
    expect(run('[location.pathname, document.referrer, document.title].join()')).toBe(
      '/cart,https://shop.example/,Lapse',
    );
  });

  test('shares cookies and local storage with the pages of its profile, and session storage with those of its tab', () => {
    const profile = new BrowserProfile(() => startMs);
    openPage({ profile }).run('document.cookie = "a=1"; localStorage.b = 2; sessionStorage.c = 3');
    const read = '[document.cookie, localStorage.b, sessionStorage.c].join()';
    expect(openPage({ profile }).run(read)).toBe('a=1,2,3');
    expect(openPage({ profile, client: 'tab2' }).run(read)).toBe('a=1,2,');
    expect(openPage().run(read)).toBe(',,');
  });

  test.each([
    ['debug', 'debug'],
    ['log', 'info'],
    ['info', 'info'],
    ['warn', 'warn'],
    ['error', 'error'],
  ])('console.%s is a line of level %s', (method, level) => {
    const { logs, run } = openPage();
    run(`console.${method}('%s of', 5, { a: 1 })`);
    expect(logs).toEqual([`${level} 5 of { a: 1 }`]);
  });

  test('errors of timers and of listeners are lines of the log', () => {
    const { clock, logs, run } = openPage();
    run(`
      setTimeout(() => { throw new Error('timer') });
      addEventListener('lapse', () => { throw new Error('listener') });
      dispatchEvent(new Event('lapse'));
    `);
    clock.tick(1);
    expect(logs).toEqual([expect.stringContaining('listener'), 'error uncaught: Error: timer']);
  });

  test('is told when the user leaves, and is quiet afterwards', () => {
    const { page, clock, logs, run } = openPage();
    run(`
      for (const type of ['beforeunload', 'pagehide', 'unload']) addEventListener(type, () => console.log(type));
      document.addEventListener('visibilitychange', () => console.log(document.visibilityState, document.hidden));
      setInterval(() => console.log('timer'), 10);
    `);
    page.leave();
    clock.tick(100);
    expect(logs).toEqual(['info beforeunload', 'info pagehide', 'info hidden true', 'info unload']);
  });

  test('is told nothing when it is discarded', () => {
    const { page, clock, logs, run } = openPage();
    run(`addEventListener('pagehide', () => console.log('pagehide')); setTimeout(() => console.log('timer'), 10)`);
    page.discard();
    clock.tick(100);
    expect(logs).toEqual([]);
  });

  test('leaves with its own parts, whatever a script has put in their place', () => {
    const { page, clock, logs, run } = openPage();
    run(`
      addEventListener('unload', () => console.log('unload'));
      document.addEventListener('visibilitychange', () => console.log(document.visibilityState));
      Event = undefined;
      dispatchEvent = undefined;
      document.dispatchEvent = undefined;
      close = undefined;
      setTimeout(() => console.log('timer'), 10);
    `);
    page.leave();
    clock.tick(100);
    expect(logs).toEqual(['info hidden', 'info unload']);
  });

  test('is not closed by a script', () => {
    const { clock, logs, run } = openPage();
    run(`close(); setTimeout(() => console.log('timer', document.title), 10)`);
    clock.tick(100);
    expect(logs).toEqual(['info timer Lapse']);
  });

  test('is not thrown at by its console', () => {
    const { logs, run } = openPage();
    run(`
      const trap = () => { throw new Error('a trap'); };
      console.warn({ get trap() { trap(); }, [Symbol.for('nodejs.util.inspect.custom')]: trap });
      console.warn('%s', { toString: trap });
      console.warn(new Proxy({}, { get: trap, ownKeys: trap, getPrototypeOf: trap }));
    `);
    expect(logs).toHaveLength(3);
  });

  test('fetches nothing from the network', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.css`;
    const { logs, run } = openPage();
    run(`const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = '${url}';
      globalThis.ended = new Promise((resolve) => { link.onload = link.onerror = (event) => resolve(event.type); });
      document.head.append(link)`);
    expect(await run('ended')).toBe('error');
    server.close();
    expect({ requests, logs }).toEqual({ requests: 0, logs: [`error Could not load link: "${url}"`] });
  });
});
