import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ReadBody, readBody } from '../../../src/wire/collector/body.js';
import { type Sent, send } from '../http-client.js';

const maximumBytes = 1_000;
const full = 'é'.repeat(maximumBytes / 2);

let server: Server;
let url: string;
let told: (read: ReadBody | undefined) => void;

beforeEach(async () => {
  server = createServer((request, response) => {
    void readBody(request, maximumBytes).then((read) => {
      told(read);
      request.resume();
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/`;
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function read(sent: Sent): Promise<ReadBody | undefined> {
  const result = new Promise<ReadBody | undefined>((resolve) => {
    told = resolve;
  });
  await Promise.all([result, send(url, sent).catch(() => undefined)]);
  return result;
}

describe('a body', () => {
  it.each<[string, Record<string, string>, string | Buffer]>([
    ['plain', {}, full],
    ['identity', { 'content-encoding': 'identity' }, full],
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync(full)],
    ['GZIP', { 'content-encoding': 'GZIP' }, gzipSync(full)],
    ['deflate', { 'content-encoding': 'deflate' }, deflateSync(full)],
    [
      'in two members',
      { 'content-encoding': 'gzip' },
      Buffer.concat([gzipSync(full.slice(9)), gzipSync(full.slice(0, 9))]),
    ],
  ])('that is %s is unpacked, up to the limit', async (_name, headers, body) => {
    expect(await read({ headers, body })).toEqual({ body: full });
  });

  it('that is empty is empty', async () => {
    expect(await read({})).toEqual({ body: '' });
  });

  it.each<[string, Record<string, string>, string | Buffer]>([
    ['says so', {}, `${full}x`],
    ['does not say so', { 'transfer-encoding': 'chunked' }, `${full}x`],
    ['is so when unpacked', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(10_000_000))],
  ])('that is larger than the limit and %s is given up', async (_name, headers, body) => {
    expect(await read({ headers, body })).toEqual({
      unreadable: 'the body is larger than 1000 bytes',
      status: 413,
    });
  });

  it.each<[string, Buffer]>([
    ['no gzip', Buffer.from('{"batch":[]}')],
    ['half of it', gzipSync(full).subarray(0, 20)],
  ])('that is %s cannot be unpacked', async (_name, body) => {
    const headers = { 'content-encoding': 'gzip' };
    expect(await read({ headers, body })).toEqual({
      unreadable: 'the body cannot be unpacked as gzip',
      status: 400,
    });
  });

  it('that is packed otherwise is refused by name', async () => {
    expect(await read({ headers: { 'content-encoding': 'br' }, body: 'x' })).toEqual({
      unreadable: 'the body is packed with "br"; allowed: identity, gzip, x-gzip, deflate',
      status: 415,
    });
  });

  it('of a client that leaves is none', async () => {
    expect(await read({ headers: { 'content-length': '500' }, body: 'half', leaves: true })).toBeUndefined();
  });
});
