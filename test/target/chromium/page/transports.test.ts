import { JSDOM } from 'jsdom';
import { afterEach, describe, expect, test } from 'vitest';
import { type Sending, watchTransports } from '../../../../src/target/chromium/page/transports.js';
import { Wire } from '../../../../src/target/chromium/wire.js';

const wires: Wire[] = [];
afterEach(() => Promise.all(wires.splice(0).map((wire) => wire.close())));

/** What was told of one request, and the end of the wait for its turn. */
interface Told {
  readonly sending: Sending;
  readonly heard: (number | 'ending')[];
  readonly comeTurn: () => void;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

interface Network {
  readonly fetch?: typeof globalThis.fetch;
  readonly takesBeacons?: boolean;
}

/** A page whose requests are told. jsdom has no `fetch` and no beacons of its own, and its timers are fired by hand. */
function opened({ fetch = globalThis.fetch, takesBeacons = true }: Network = {}) {
  const page = new JSDOM('', { url: 'https://shop.example/cart' }).window.document.defaultView;
  if (page === null) throw new Error('the page has no window');
  const timers: { readonly fire: () => void; readonly limitMs: number | undefined }[] = [];
  Object.assign(page, {
    fetch,
    Request,
    setTimeout: (fire: () => void, limitMs?: number) => timers.push({ fire, limitMs }),
    clearTimeout: () => {},
  });
  Object.assign(page.navigator, { sendBeacon: () => takesBeacons });
  const told: Told[] = [];
  watchTransports(page, (sending) => {
    const heard: (number | 'ending')[] = [];
    let comeTurn: () => void = () => {};
    let end: () => void = () => {};
    const turn = new Promise<void>((resolve) => {
      comeTurn = resolve;
    });
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    told.push({ sending, heard, comeTurn, ended });
    return {
      turn,
      ending: () => void heard.push('ending'),
      end: (status) => {
        heard.push(status);
        end();
      },
    };
  });
  const single = (): Told => {
    const [first] = told;
    if (first === undefined || told.length > 1) throw new Error(`${told.length} requests were told`);
    return first;
  };
  return { page, told, single, timers };
}

async function dataPlane(): Promise<Wire> {
  const wire = await Wire.open();
  wires.push(wire);
  wire.begin();
  return wire;
}

describe('a fetch', () => {
  test('is told at once, sent when its turn comes, and over when its answer has been read', async () => {
    const sent: unknown[] = [];
    const { page, single } = opened({
      fetch: async (input) => {
        sent.push(input);
        return new Response('{}', { status: 202 });
      },
    });
    const answer = page.fetch('../v1/track', { method: 'POST', body: 'x' });
    const { sending, heard, comeTurn, ended } = single();
    expect(sending).toEqual({ through: 'request', method: 'POST', url: 'https://shop.example/v1/track', body: 'x' });
    expect([sent, heard]).toEqual([[], []]);
    comeTurn();
    expect(await (await answer).text()).toBe('{}');
    await ended;
    expect([sent, heard]).toEqual([['../v1/track'], [202]]);
  });

  test('that fails ends with 0, and the page hears of it', async () => {
    const { page, single } = opened({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    const answer = page.fetch('/a');
    const { sending, heard, comeTurn, ended } = single();
    expect(sending).toMatchObject({ method: 'GET', body: '' });
    comeTurn();
    await expect(answer).rejects.toThrow('Failed to fetch');
    await ended;
    expect(heard).toEqual([0]);
  });

  test('that the page gives up is about to end, and one that was given up before is none', async () => {
    const { page, told, single } = opened({ fetch: () => Promise.reject(new Error('aborted')) });
    const controller = new AbortController();
    const answer = page.fetch('/a', { signal: controller.signal });
    controller.abort();
    single().comeTurn();
    await expect(answer).rejects.toThrow('aborted');
    await single().ended;
    expect(single().heard).toEqual(['ending', 0]);
    await expect(page.fetch('/b', { signal: controller.signal })).rejects.toThrow('aborted');
    expect(told).toHaveLength(1);
  });
});

test('a beacon is told if the browser takes it', () => {
  const taken = opened();
  expect(taken.page.navigator.sendBeacon('/beacon', 'x')).toBe(true);
  expect(taken.single().sending).toEqual({
    through: 'beacon',
    method: 'POST',
    url: 'https://shop.example/beacon',
    body: 'x',
  });
  taken.page.navigator.sendBeacon('/beacon', new Blob(['x']));
  // What is no text arrives as it is, and nobody reads it here.
  expect(taken.told[1]?.sending).not.toHaveProperty('body');
  const refused = opened({ takesBeacons: false });
  expect(refused.page.navigator.sendBeacon('/beacon', 'x')).toBe(false);
  expect(refused.told).toEqual([]);
});

describe('an XMLHttpRequest', () => {
  test('is told when it is sent, goes out when its turn comes, and ends with the status that the page sees', async () => {
    const wire = await dataPlane();
    const { page, single, timers } = opened();
    const request = new page.XMLHttpRequest();
    request.open('POST', `${wire.url}/v1/track`);
    request.send('{}');
    const { sending, heard, comeTurn, ended } = single();
    expect(sending).toEqual({ through: 'request', method: 'POST', url: `${wire.url}/v1/track`, body: '{}' });
    expect(wire.takeRest()).toEqual([]);
    comeTurn();
    await ended;
    expect([heard, request.status, timers]).toEqual([[200], 200, []]);
    expect(wire.takeRest()).toMatchObject([{ path: '/v1/track', body: '{}' }]);
  });

  test('waits as long as the page says by the clock of the page, and is ended by the browser', async () => {
    const wire = await dataPlane();
    wire.answerWith('hang');
    const { page, single, timers } = opened();
    const request = new page.XMLHttpRequest();
    request.open('POST', `${wire.url}/v1/track`);
    request.timeout = 10_000;
    expect(request.timeout).toBe(10_000);
    request.send('{}');
    const { heard, comeTurn, ended } = single();
    comeTurn();
    expect(timers.map(({ limitMs }) => limitMs)).toEqual([10_000]);
    timers[0]?.fire();
    expect(heard).toEqual(['ending']);
    await ended;
    expect([heard, request.status]).toEqual([['ending', 0], 0]);
  });

  test('that is given up before its turn is never sent, and the page hears that it is over', async () => {
    const wire = await dataPlane();
    const { page, single } = opened();
    const request = new page.XMLHttpRequest();
    const events: string[] = [];
    for (const type of ['abort', 'loadend', 'load']) request.addEventListener(type, () => events.push(type));
    request.open('POST', `${wire.url}/v1/track`);
    request.send('{}');
    request.abort();
    single().comeTurn();
    await single().ended;
    expect([single().heard, events]).toEqual([[0], ['abort', 'loadend']]);
    expect(wire.takeRest()).toEqual([]);
  });

  test('that is opened anew before its turn is not sent, and the next one with the same object is', async () => {
    const wire = await dataPlane();
    const { page, told } = opened();
    const request = new page.XMLHttpRequest();
    request.open('POST', `${wire.url}/v1/track`);
    request.send('{"first":true}');
    request.open('POST', `${wire.url}/v1/page`);
    request.send('{}');
    for (const { comeTurn } of told) comeTurn();
    await Promise.all(told.map(({ ended }) => ended));
    expect(told.map(({ heard }) => heard)).toEqual([[0], [200]]);
    expect(wire.takeRest()).toMatchObject([{ path: '/v1/page', body: '{}' }]);
  });
});
