import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AdapterFault } from '../../../src/target/process/adapter-fault.js';
import { HttpChannel } from '../../../src/target/process/http-channel.js';

const limitMs = 20_000;

async function channelTo(listener: RequestListener): Promise<HttpChannel> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new HttpChannel(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

describe('an adapter that is a server', () => {
  test('is posted a message and answers with the body', async () => {
    const channel = await channelTo(async (request, response) => {
      let body = '';
      for await (const piece of request) body += String(piece);
      response.end(`${request.method} ${body}\n`);
    });
    expect(await channel.ask('{"id":1}', 'hello', limitMs)).toBe('POST {"id":1}');
  });

  test.each<[string, RequestListener, string]>([
    ['a status', (_, response) => response.writeHead(404).end('nobody'), 'answered hello with status 404: "nobody"'],
    ['too much', (_, response) => response.end('x'.repeat(2_000_000)), 'answered hello with more than 1048576 bytes'],
    ['nothing at all', (request) => request.socket.destroy(), 'cannot be asked hello: '],
    ['somebody else', (_, response) => response.writeHead(302, { location: '/' }).end(), 'cannot be asked hello: '],
  ])('is blamed for %s', async (_name, listener, message) => {
    const channel = await channelTo(listener);
    const asking = channel.ask('{}', 'hello', limitMs);
    await expect(asking).rejects.toThrow(AdapterFault);
    await expect(asking).rejects.toThrow(message);
  });

  test('is given up when it does not answer in time, or when it is closed', async () => {
    const channel = await channelTo(() => {});
    await expect(channel.ask('{}', 'hello', 50)).rejects.toThrow('did not answer hello within 0.05 s of real time');
    const asking = channel.ask('{}', 'open', limitMs);
    await channel.close();
    await expect(asking).rejects.toThrow('cannot be asked open');
  });

  test('need not be there', async () => {
    await expect(new HttpChannel('http://127.0.0.1:9').ask('{}', 'hello', limitMs)).rejects.toThrow(
      'the adapter at http://127.0.0.1:9 cannot be asked hello: ',
    );
  });
});
