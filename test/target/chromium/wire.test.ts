import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SentRequest } from '../../../src/target/chromium/page/observation.js';
import { Wire } from '../../../src/target/chromium/wire.js';

const at = { elapsedMs: 0, wallMs: 0, monotonicMs: 0, timersFired: 0 };
const message = '{"type":"track"}';
let wire: Wire;

beforeAll(async () => {
  wire = await Wire.open();
});
afterAll(() => wire.close());

const sent = (url: string, more: Partial<SentRequest> = {}): SentRequest => ({
  kind: 'request',
  client: 'tab1',
  at,
  number: 0,
  method: 'POST',
  url,
  body: message,
  ...more,
});

async function send(url: string): Promise<number> {
  const { status } = await fetch(url, { method: 'POST', body: message });
  return status;
}

test('a request is in the trace as it arrived, below no address of this machine', async () => {
  wire.begin();
  const url = `${wire.url}/v1/track`;
  const arrived = wire.until(sent(url));
  expect(await send(url)).toBe(200);
  await arrived;
  const record = { method: 'POST', path: '/v1/track', body: message, status: 200 };
  expect(wire.take(sent(url, { status: 200 }))).toEqual(record);
  expect(wire.takeRest()).toEqual([]);
});

test('an answer that the page did not get is none, and what never arrived is as it was sent', async () => {
  wire.begin();
  const url = `${wire.url}/v1/track`;
  await send(url);
  expect(wire.take(sent(url, { status: 0 })).status).toBe(0);
  expect(wire.take(sent(url))).toEqual({ method: 'POST', path: '/v1/track', body: message, status: 0 });
  wire.answerWith(500);
  await send(url);
  expect(wire.take(sent(url, { status: 500 })).status).toBe(500);
  // A page that is gone before it heard of a refusal has heard of nothing.
  await send(url);
  expect(wire.take(sent(url)).status).toBe(0);
});

test('what no page is known to have sent is told at the end, and what an earlier timeline sends never', async () => {
  wire.begin();
  const before = `${wire.url}/v1/track`;
  wire.answerWith(500);
  wire.begin();
  expect(wire.url).not.toBe(before.replace('/v1/track', ''));
  expect(await send(before)).toBe(200);
  expect(wire.takeRest()).toEqual([]);
  await send(`${wire.url}/v1/page`);
  expect(wire.takeRest()).toEqual([{ method: 'POST', path: '/v1/page', body: message, status: 200 }]);
  expect(wire.takeRest()).toEqual([]);
});
