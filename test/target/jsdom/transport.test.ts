import { type DOMWindow, JSDOM } from 'jsdom';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/target/jsdom/data-plane.js';
import type { PageRequest } from '../../../src/target/jsdom/page-request.js';
import { installTransports, type PendingRequests } from '../../../src/target/jsdom/transport.js';
import { drainMicrotasks } from '../../../src/time/stepped-clock.js';

let window: DOMWindow;
let requests: PageRequest[];
let outcome: Outcome;
let pending: PendingRequests;

const answered = (status: number): Outcome => ({ kind: 'answered', status });

beforeEach(() => {
  requests = [];
  outcome = answered(200);
  window = new JSDOM('', { url: 'https://shop.example/a/', runScripts: 'outside-only' }).window;
  pending = installTransports(window, (request) => {
    requests.push(request);
    return outcome;
  });
  window.eval('seen = []; note = (text) => seen.push(text)');
});

/** What the page noted, once all that it waits for has come. */
async function seen(): Promise<unknown> {
  await drainMicrotasks();
  return JSON.parse(String(window.eval('JSON.stringify(seen)')));
}

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
    outcome = answered(given);
    window.eval(`fetch('/').then((response) => note([response.status, response.statusText, response.ok]))`);
    expect(await seen()).toEqual([[given, String(given), ok]]);
  });
});

describe('fetch without an answer', () => {
  test("rejects with an error of the page's own realm, as a browser does", async () => {
    outcome = { kind: 'failed' };
    window.eval(`fetch('/').catch((error) => note([error instanceof TypeError, error.message]))`);
    expect(await seen()).toEqual([[true, 'Failed to fetch']]);
    expect(pending.count).toBe(0);
  });

  test('waits for ever, unless it is aborted', async () => {
    outcome = { kind: 'unanswered' };
    window.eval(`
      controller = new AbortController();
      fetch('/', { signal: controller.signal }).then(() => note('answer'), (error) => note(error.name));
      fetch('/').then(() => note('answer'), () => note('error'));
    `);
    expect(await seen()).toEqual([]);
    expect(pending.count).toBe(2);
    window.eval('controller.abort()');
    expect(await seen()).toEqual(['AbortError']);
    expect(pending.count).toBe(1);
    window.eval(`fetch('/', { signal: controller.signal }).catch((error) => note('again ' + error.name))`);
    expect(await seen()).toEqual(['AbortError', 'again AbortError']);
    expect(requests).toHaveLength(2);
  });

  test('an answer that is no success says so in its body', async () => {
    outcome = answered(500);
    window.eval(`fetch('/').then((response) => response.json()).then(note)`);
    expect(await seen()).toEqual([{ status: 'ERROR' }]);
  });
});

describe('sendBeacon', () => {
  test('posts at once and says that it is on its way', () => {
    expect(window.eval(`navigator.sendBeacon('/beacon/v1/batch', '{"batch":[]}')`)).toBe(true);
    expect(requests).toEqual([{ method: 'POST', url: 'https://shop.example/beacon/v1/batch', body: '{"batch":[]}' }]);
  });

  test.each<Outcome>([{ kind: 'failed' }, { kind: 'unanswered' }, answered(500)])(
    'never says how it went: %o',
    (given) => {
      outcome = given;
      expect(window.eval(`navigator.sendBeacon('/beacon/v1/batch', '')`)).toBe(true);
      expect(pending.count).toBe(0);
    },
  );
});
