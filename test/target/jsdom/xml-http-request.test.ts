import { type DOMWindow, JSDOM, VirtualConsole } from 'jsdom';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '../../../src/target/jsdom/data-plane.js';
import type { PageRequest } from '../../../src/target/jsdom/page-request.js';
import { xmlHttpRequest } from '../../../src/target/jsdom/xml-http-request.js';
import { drainMicrotasks } from '../../../src/time/stepped-clock.js';

let window: DOMWindow;
let requests: PageRequest[];
let outcome: Outcome;
let waiting: Set<object>;
let errors: string[];

const answered = (status: number): Outcome => ({ kind: 'answered', status });

beforeEach(() => {
  requests = [];
  waiting = new Set();
  errors = [];
  outcome = answered(200);
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', (error) => errors.push(error.message));
  window = new JSDOM('', { url: 'https://shop.example/a/', runScripts: 'outside-only', virtualConsole }).window;
  const server = (request: PageRequest): Outcome => {
    requests.push(request);
    return outcome;
  };
  Reflect.set(window, 'XMLHttpRequest', xmlHttpRequest(window, server, waiting));
  window.eval('seen = []; note = (text) => seen.push(text)');
});

/** What the page noted, once all that it waits for has come. */
async function seen(): Promise<unknown> {
  await drainMicrotasks();
  return JSON.parse(String(window.eval('JSON.stringify(seen)')));
}

/** The page sends a request and notes every event, with the state and the status at that time. */
const sendAndNote = `
  xhr = new XMLHttpRequest();
  xhr.open('POST', '/v1/track');
  for (const type of ['loadend', 'load', 'readystatechange', 'error', 'timeout', 'abort']) {
    xhr.addEventListener(type, (event) => note([event.type, xhr.readyState, xhr.status]));
  }
  xhr.send('{}');
`;

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
    outcome = answered(503);
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

describe('a request without an answer', () => {
  test('that fails ends with an error and without a status, after the running script', async () => {
    outcome = { kind: 'failed' };
    window.eval(`${sendAndNote} note('sent')`);
    expect(await seen()).toEqual(['sent', ['readystatechange', 4, 0], ['error', 4, 0], ['loadend', 4, 0]]);
    expect(window.eval('[xhr.responseText, xhr.responseURL].join()')).toBe(',');
  });

  test('that hangs waits for ever without a timeout', async () => {
    outcome = { kind: 'unanswered' };
    window.eval(sendAndNote);
    expect(await seen()).toEqual([]);
    expect(waiting.size).toBe(1);
  });

  test('that hangs ends when its timeout has passed, by the timers of the page', async () => {
    const timers = vi.spyOn(window, 'setTimeout');
    // As the window was before: what the page puts in the place of its timers plays no part.
    Reflect.set(
      window,
      'XMLHttpRequest',
      xmlHttpRequest(window, () => ({ kind: 'unanswered' }), waiting),
    );
    Reflect.set(window, 'setTimeout', () => {
      throw new Error('replaced');
    });
    window.eval(`${sendAndNote.replace('xhr.send', 'xhr.timeout = 30000; xhr.send')}`);
    const [[giveUp, delayMs] = []] = timers.mock.calls;
    expect(delayMs).toBe(30_000);
    expect(waiting.size).toBe(1);
    if (typeof giveUp === 'function') giveUp();
    expect(await seen()).toEqual([
      ['readystatechange', 4, 0],
      ['timeout', 4, 0],
      ['loadend', 4, 0],
    ]);
    expect(waiting.size).toBe(0);
  });

  test('that is aborted says so, and only once', async () => {
    outcome = { kind: 'unanswered' };
    window.eval(`${sendAndNote} xhr.abort(); xhr.abort()`);
    expect(await seen()).toEqual([
      ['readystatechange', 4, 0],
      ['abort', 4, 0],
      ['loadend', 4, 0],
    ]);
    expect([waiting.size, window.eval('xhr.readyState')]).toEqual([0, 0]);
  });

  test('that is opened anew before its answer came is not answered any more', async () => {
    window.eval(`${sendAndNote} xhr.open('GET', '/other')`);
    expect(await seen()).toEqual([]);
    window.eval('xhr.send()');
    expect(await seen()).toHaveLength(3);
  });
});
