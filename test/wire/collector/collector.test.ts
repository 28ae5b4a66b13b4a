import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/spec/input-error.js';
import { hostMonotonicMs, hostTurn, hostWallMs } from '../../../src/time/host.js';
import {
  type CollectedRequest,
  type Collector,
  type CollectorOptions,
  NotKept,
  openCollector,
} from '../../../src/wire/collector/collector.js';
import { reachableHosts } from '../../../src/wire/collector/known-hosts.js';
import { readMessages } from '../../../src/wire/messages.js';
import { send } from '../http-client.js';
import { payload } from '../payload.js';

let requests: CollectedRequest[];
let foreign: string[];
let collector: Collector;

beforeEach(() => open());
afterEach(() => collector.close());

async function open(options: Partial<CollectorOptions> = {}): Promise<void> {
  requests = [];
  foreign = [];
  collector = await openCollector({
    ...options,
    onRequest: (request) => requests.push(request),
    onForeignHost: (host) => foreign.push(host),
  });
}

async function reopen(options: Partial<CollectorOptions>): Promise<void> {
  await collector.close();
  await open(options);
}

describe('the data plane', () => {
  it.each(['/v1/track', '/v1/batch', '/beacon/v1/batch', '/below/v1/page/?writeKey=k'])('is at %s', async (path) => {
    const fromMs = hostWallMs();
    const { status, body } = await send(`${collector.url}${path}`, { body: '{"batch":[]}', headers: { 'x-a': 'b' } });
    expect([status, body]).toEqual([200, '{"status":"OK"}']);
    expect(requests).toMatchObject([
      { purpose: 'messages', method: 'POST', url: path, body: '{"batch":[]}', status: 200, headers: { 'x-a': 'b' } },
    ]);
    expect(requests[0]?.arrivedMs).toBeGreaterThanOrEqual(fromMs);
    expect(requests[0]?.arrivedMs).toBeLessThanOrEqual(hostWallMs());
  });

  it('takes what apps pack and what beacons call text', async () => {
    const batch = [payload('track'), payload('screen')];
    const text = JSON.stringify({ batch });
    await send(`${collector.url}/v1/batch`, { body: gzipSync(text), headers: { 'content-encoding': 'gzip' } });
    await send(`${collector.url}/v1/batch`, { body: text, headers: { 'content-type': 'text/plain;charset=UTF-8' } });
    expect(requests.map(readMessages)).toEqual([{ messages: batch }, { messages: batch }]);
  });

  it('takes nothing but what is posted', async () => {
    expect((await send(`${collector.url}/v1/track`, { method: 'GET' })).status).toBe(405);
    expect(requests).toMatchObject([{ purpose: 'messages', method: 'GET', status: 405 }]);
  });

  it('tells of a request before it answers, and of all of them in order', async () => {
    const seen: number[] = [];
    for (let index = 0; index < 5; index++) {
      await send(`${collector.url}/v1/track`, { body: `{"index":${index}}` });
      seen.push(requests.length);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(requests.map(({ body }) => body)).toEqual(seen.map((count) => `{"index":${count - 1}}`));
  });
});

describe('the control plane', () => {
  it.each(['/sourceConfig', '/sourceConfig/', '/sourceConfig/?p=npm&v=3&writeKey=k', '/below/sourceConfig?p=android'])(
    'is at %s and has a source without destinations',
    async (path) => {
      const { status, body, headers } = await send(`${collector.url}${path}`, { method: 'GET' });
      expect([status, headers['content-type']]).toEqual([200, 'application/json']);
      expect(JSON.parse(body)).toMatchObject({
        source: { id: 'lapse-source', enabled: true, config: {}, destinations: [], workspaceId: 'lapse-workspace' },
      });
      expect(requests).toMatchObject([{ purpose: 'sourceConfig', method: 'GET', url: path, status: 200 }]);
    },
  );

  it('says what it is told to say, however the data plane answers', async () => {
    await reopen({ sourceConfig: { source: { id: 'other' } } });
    collector.answerWith(500, 1_000_000);
    const { status, body } = await send(`${collector.url}/sourceConfig`, { method: 'GET' });
    expect([status, body]).toEqual([200, '{"source":{"id":"other"}}']);
  });
});

describe('elsewhere', () => {
  it('a person is told that the machine was reached, and an SDK that nothing is there', async () => {
    const { status, body } = await send(`${collector.url}/`, { method: 'GET' });
    expect([status, body]).toEqual([200, '{"status":"OK","message":"Lapse collects at /v1/batch"}']);
    expect((await send(`${collector.url}/track`)).status).toBe(404);
    expect(requests).toMatchObject([
      { purpose: 'other', status: 200 },
      { purpose: 'other', status: 404 },
    ]);
  });
});

describe('an answer', () => {
  it.each([429, 500] as const)('can be %i, until it is another', async (answer) => {
    collector.answerWith(answer);
    const { status, body } = await send(`${collector.url}/v1/track`);
    expect([status, body]).toEqual([answer, '{"status":"ERROR"}']);
    collector.answerWith('ok');
    expect((await send(`${collector.url}/v1/track`)).status).toBe(200);
    expect(requests.map(({ status }) => status)).toEqual([answer, 200]);
  });

  it('can be the end of the connection', async () => {
    collector.answerWith('reset');
    await expect(send(`${collector.url}/v1/track`)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(requests.map(({ status }) => status)).toEqual([0]);
  });

  it('comes to nobody while the collector cannot be reached, and to all afterwards as it was chosen meanwhile', async () => {
    collector.connect(false);
    collector.answerWith(500);
    for (const [path, method] of [
      ['/v1/track', 'POST'],
      ['/v1/track', 'OPTIONS'],
      ['/sourceConfig', 'GET'],
      ['/', 'GET'],
    ] as const) {
      await expect(send(`${collector.url}${path}`, { method })).rejects.toMatchObject({ code: 'ECONNRESET' });
    }
    collector.connect(true);
    expect((await send(`${collector.url}/v1/track`)).status).toBe(500);
    expect(requests.map(({ purpose, status }) => [purpose, status])).toEqual([
      ['messages', 0],
      ['sourceConfig', 0],
      ['other', 0],
      ['messages', 500],
    ]);
  });

  it('can fail to come, to one client and to no other, until the collector is closed', async () => {
    collector.answerWith('hang');
    let ended = false;
    const hanging = send(`${collector.url}/v1/track`, { body: '{}' }).finally(() => {
      ended = true;
    });
    hanging.catch(() => undefined);
    while (requests.length === 0) await hostTurn();
    collector.answerWith('ok');
    expect((await send(`${collector.url}/v1/track`)).status).toBe(200);
    expect(ended).toBe(false);
    expect(requests.map(({ status }) => status)).toEqual([0, 200]);
    await collector.close();
    await expect(hanging).rejects.toThrow('socket hang up');
  });

  it('can be late', async () => {
    collector.answerWith('ok', 60);
    const fromMs = hostMonotonicMs();
    expect((await send(`${collector.url}/v1/track`)).status).toBe(200);
    expect(hostMonotonicMs() - fromMs).toBeGreaterThanOrEqual(55);
  });

  it('that is late is given up when the collector is closed', async () => {
    collector.answerWith('ok', 1_000_000);
    const waiting = send(`${collector.url}/v1/track`);
    waiting.catch(() => undefined);
    while (requests.length === 0) await hostTurn();
    await collector.close();
    await expect(waiting).rejects.toThrow('socket hang up');
  });
});

describe('a page', () => {
  const origin = 'https://shop.example';

  it('may send from anywhere, with its cookies and with headers of its own', async () => {
    const { status, headers } = await send(`${collector.url}/v1/batch`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,anonymousid',
        'access-control-request-private-network': 'true',
      },
    });
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'authorization,anonymousid',
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-private-network': 'true',
    });
    expect(requests).toEqual([]);
  });

  it('may read the answer', async () => {
    const { headers } = await send(`${collector.url}/v1/batch`, { headers: { origin }, body: '{}' });
    expect(headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'origin' });
  });
});

describe('what is refused', () => {
  it('is what could not be kept, so that no client believes that it was', async () => {
    await collector.close();
    collector = await openCollector({
      onRequest: () => {
        throw new NotKept();
      },
    });
    const { status, body } = await send(`${collector.url}/v1/track`, { body: '{}' });
    expect([status, JSON.parse(body).message]).toEqual([503, 'the request could not be kept']);
  });

  it('is told of with the reason, and the client reads it too', async () => {
    await reopen({ maximumBodyBytes: 100 });
    const packed = { 'content-encoding': 'gzip' };
    const answers = [
      await send(`${collector.url}/v1/batch`, { body: 'x'.repeat(101) }),
      await send(`${collector.url}/v1/batch`, { body: gzipSync('x'.repeat(5_000_000)), headers: packed }),
      await send(`${collector.url}/v1/batch`, { body: '{"batch":[]}', headers: packed }),
    ];
    expect(answers.map(({ status, body }) => [status, JSON.parse(body).message])).toEqual([
      [413, 'the body is larger than 100 bytes'],
      [413, 'the body is larger than 100 bytes'],
      [400, 'the body cannot be unpacked as gzip'],
    ]);
    expect(requests.map(({ status, body, unreadable }) => [status, body, unreadable])).toEqual(
      answers.map(({ status, body }) => [status, '', JSON.parse(body).message]),
    );
  });

  it('is a connection too many, for each may hold a body', async () => {
    collector.answerWith('hang');
    const hanging = Array.from({ length: 32 }, () => send(`${collector.url}/v1/track`, { body: '{}' }));
    for (const each of hanging) each.catch(() => undefined);
    while (requests.length < 32) await hostTurn();
    await expect(send(`${collector.url}/v1/track`, { body: '{}' })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(requests).toHaveLength(32);
  });

  it('is what means another host, of which nothing is collected', async () => {
    for (const host of ['evil.example', 'localhost.evil.example:80']) {
      const { status, headers } = await send(`${collector.url}/v1/track`, {
        body: '{}',
        headers: { host, origin: 'https://evil.example' },
      });
      expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
    }
    expect(requests).toEqual([]);
    expect(foreign).toEqual(['evil.example', 'localhost.evil.example:80']);
  });

  it('is no host that was allowed by name', async () => {
    await reopen({ allowedHosts: ['farm.example'] });
    expect((await send(`${collector.url}/v1/track`, { headers: { host: 'farm.example:8080' } })).status).toBe(200);
  });

  it('is not a client that leaves in the middle, which was never there', async () => {
    const headers = { 'content-length': '500' };
    await expect(send(`${collector.url}/v1/track`, { headers, body: '{', leaves: true })).rejects.toThrow('left');
    expect((await send(`${collector.url}/v1/track`, { body: '{}' })).status).toBe(200);
    expect(requests.map(({ body }) => body)).toEqual(['{}']);
  });
});

describe('listening', () => {
  it('is for this machine alone unless it is told otherwise', async () => {
    expect(collector.url).toBe(`http://127.0.0.1:${collector.port}`);
    expect(collector.urls).toEqual([collector.url]);
    await reopen({ host: '0.0.0.0' });
    expect(collector.urls).toEqual(reachableHosts('0.0.0.0').map((host) => `http://${host}:${collector.port}`));
    expect(collector.url).toBe(`http://127.0.0.1:${collector.port}`);
    expect((await send(`${collector.url}/v1/track`, { body: '{}' })).status).toBe(200);
  });

  it('says what is wrong where it cannot', async () => {
    const elsewhere = (options: Partial<CollectorOptions>) => openCollector({ ...options, onRequest: () => undefined });
    await expect(elsewhere({ port: collector.port })).rejects.toThrow(
      new InputError([{ message: `port ${collector.port} is taken`, allowed: 'a port that is free, or 0 for any' }]),
    );
    await expect(elsewhere({ host: '192.0.2.7' })).rejects.toThrow(
      '"192.0.2.7" is no address of this machine; allowed: 127.0.0.1, 0.0.0.0, ::',
    );
  });
});
