import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JSDOM, VirtualConsole } from 'jsdom';
import { expect, test } from 'vitest';
import { noNetwork } from '../../../src/target/jsdom/no-network.js';

/** What a page adds to itself that jsdom fetches, and the event that tells it what came of it. */
const wanted = {
  'a style sheet': (at: string) =>
    `const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = '${at}a.css';
     document.head.append(link); link`,
  'a frame': (at: string) =>
    `const frame = document.createElement('iframe'); frame.src = '${at}'; document.body.append(frame); frame`,
  'a web socket': (at: string) => `new WebSocket('${at.replace('http', 'ws')}')`,
};

/** How many requests reach a server on this machine before the page is told how its own ended. */
async function requestsOf(make: (at: string) => string, isolated: boolean): Promise<number> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end();
  });
  server.on('upgrade', (_request, socket) => {
    requests += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { window } = new JSDOM('<head></head><body></body>', {
      url: at,
      runScripts: 'outside-only',
      resources: isolated ? { dispatcher: noNetwork } : {},
      virtualConsole: new VirtualConsole(),
    });
    const asking = window.eval(make(at)) as EventTarget;
    await new Promise((resolve) => {
      for (const type of ['load', 'error', 'close', 'open']) asking.addEventListener(type, resolve);
    });
    return requests;
  } finally {
    server.close();
  }
}

test.each(Object.entries(wanted))('%s is not fetched', async (_, make) => {
  expect([await requestsOf(make, false), await requestsOf(make, true)]).toEqual([1, 0]);
});
