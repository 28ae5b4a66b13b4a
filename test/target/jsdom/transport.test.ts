import { type DOMWindow, JSDOM, VirtualConsole } from 'jsdom';
import { beforeEach, describe, expect, test } from 'vitest';
import { installTransports, type PageRequest } from '../../../src/target/jsdom/transport.js';
import { drainMicrotasks } from '../../../src/time/stepped-clock.js';

let window: DOMWindow;
let requests: PageRequest[];
let status: number;
let errors: string[];

beforeEach(() => {
  requests = [];
  errors = [];
  status = 200;
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', (error) => errors.push(error.message));
  window = new JSDOM('', { url: 'https://shop.example/a/', runScripts: 'outside-only', virtualConsole }).window;
  installTransports(window, (request) => {
    requests.push(request);
    return status;
  });
  window.eval('seen = []; note = (text) => seen.push(text)');
});

/** What the page noted, once all that it waits for has come. */
async function seen(): Promise<unknown> {
  await drainMicrotasks();
  return JSON.parse(String(window.eval('JSON.stringify(seen)')));
}

describe('XMLHttpRequest', () => {
  test('sends method, absolute address and body, and answers after the running script', async () => {
    window.eval(`
      xhr = new XMLHttpRequest();
      xhr.open('POST', '../v1/track');
      xhr.setRequestHeader('Content-Type', 'application/json');
      xhr.onload = () => note([xhr.readyState, xhr.status, xhr.responseURL, xhr.responseText, xhr.response]);
      xhr.send('{"a":1}');
      note(xhr.readyState);
    `);
    expect(requests).toEqual([{ method: 'POST', url: 'https://shop.example/v1/track', body: '{"a":1}' }]);
    const answer = '{"status":"OK"}';
    expect(await seen()).toEqual([1, [4, 200, 'https://shop.example/v1/track', answer, answer]]);
  });

  test('fires on-handlers and listeners with the event, in the order of a browser', async () => {
    window.eval(`
      xhr = new XMLHttpRequest();
      for (const type of ['loadend', 'load', 'readystatechange', 'error', 'timeout', 'abort']) {
        xhr['on' + type] = function (event) { note('on' + event.type + ' ' + (this === xhr && event.target === xhr)) };
        xhr.addEventListener(type, (event) => note(event.type + ' ' + (event instanceof Event)));
      }
      xhr.open('GET', '/');
      xhr.send();
    `);
    const order = ['readystatechange', 'load', 'loadend'].flatMap((type) => [`on${type} true`, `${type} true`]);
    expect(await seen()).toEqual(order);
  });

  test('tells the status of the server, and leaves its judgement to the page', async () => {
    status = 503;
    window.eval(
      `xhr = new XMLHttpRequest(); xhr.open('GET', '/'); xhr.onload = () => note(xhr.status); xhr.send(null)`,
    );
    expect(await seen()).toEqual([503]);
    expect(requests).toMatchObject([{ body: '' }]);
  });

  test('what a handler throws is reported to the window, and the other events are still fired', async () => {
    window.eval(`
      xhr = new XMLHttpRequest();
      xhr.open('GET', '/');
      xhr.onload = () => { throw new Error('mine') };
      xhr.onloadend = () => note('loadend');
      xhr.send();
    `);
    expect(await seen()).toEqual(['loadend']);
    expect(errors).toEqual([expect.stringContaining('mine')]);
  });

  test('an aborted request was sent, but is not answered until it is opened again', async () => {
    window.eval(`
      xhr = new XMLHttpRequest();
      xhr.open('GET', '/first');
      xhr.onload = () => note('load');
      xhr.onabort = () => note('abort');
      xhr.send();
      xhr.abort();
    `);
    expect(await seen()).toEqual(['abort']);
    window.eval(`xhr.open('GET', '/second'); xhr.send()`);
    expect(await seen()).toEqual(['abort', 'load']);
    expect(requests.map(({ url }) => url)).toEqual(['https://shop.example/first', 'https://shop.example/second']);
  });

  test('has no headers to read', () => {
    expect(window.eval('new XMLHttpRequest().getResponseHeader("Date")')).toBeNull();
    expect(window.eval('new XMLHttpRequest().getAllResponseHeaders()')).toBe('');
  });
});

describe('fetch', () => {
  test('sends method, absolute address and body', () => {
    window.eval(`fetch('/v1/page', { method: 'POST', body: '{}' }); fetch(new URL('https://other.example/x'))`);
    expect(requests).toEqual([
      { method: 'POST', url: 'https://shop.example/v1/page', body: '{}' },
      { method: 'GET', url: 'https://other.example/x', body: '' },
    ]);
  });

  test("answers with promises of the page's own realm", async () => {
    window.eval(`
      answer = fetch('/');
      note(answer instanceof Promise);
      answer.then((response) => {
        note([response.ok, response.status, response.headers.get('Date')]);
        note(response.text() instanceof Promise && response.json() instanceof Promise);
        response.text().then(note);
        return response.json();
      }).then(note);
    `);
    expect(await seen()).toEqual([true, [true, 200, null], true, '{"status":"OK"}', { status: 'OK' }]);
  });

  test.each([
    [199, false],
    [204, true],
    [299, true],
    [300, false],
    [500, false],
  ])('a status of %d is ok: %s', async (given, ok) => {
    status = given;
    window.eval(`fetch('/').then((response) => note([response.status, response.statusText, response.ok]))`);
    expect(await seen()).toEqual([[given, String(given), ok]]);
  });
});

describe('sendBeacon', () => {
  test('posts at once and says that it is on its way', () => {
    expect(window.eval(`navigator.sendBeacon('/beacon/v1/batch', '{"batch":[]}')`)).toBe(true);
    expect(requests).toEqual([{ method: 'POST', url: 'https://shop.example/beacon/v1/batch', body: '{"batch":[]}' }]);
  });
});
