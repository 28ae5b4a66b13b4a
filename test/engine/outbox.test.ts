import { expect, test } from 'vitest';
import type { Client } from '../../src/engine/device-storage.js';
import { Outbox } from '../../src/engine/outbox.js';
import { rulesFor } from '../../src/engine/rules.js';
import { emptyState, Tracker } from '../../src/engine/tracker.js';
import type { JsonObject } from '../../src/record/timeline.js';
import type { TraceEntry } from '../../src/record/trace.js';
import { web } from './timelines.js';

const at = { step: 3, device: 'device1', client: 'tab1', elapsedMs: 10, wallMs: 1_010 };
const rules = rulesFor(web, '2026-11');
const tracker = new Tracker(rules, emptyState(), {}, 1_000);

function client(): Client {
  const page = emptyState();
  return { url: 'https://shop.example/', config: {}, tracker, tab: emptyState(), page, place: page };
}

function outbox(platform: 'web' | 'mobile', onWire = rules.onWire) {
  const entries: TraceEntry[] = [];
  const sent = () => entries.flatMap((entry) => (entry.kind === 'message' ? [entry.body] : []));
  return { entries, sent, box: new Outbox(platform, { onWire }, entries) };
}

test('a message is a request of its own, answered at once', () => {
  const { box, entries } = outbox('web');
  box.deliver({ type: 'track' }, at);
  box.deliver({ type: 'page' }, at);
  expect(entries).toEqual([
    {
      kind: 'request',
      ...at,
      request: 0,
      method: 'POST',
      url: 'https://dataplane.example/v1/track',
      status: 200,
    },
    { kind: 'message', ...at, message: 0, request: 0, body: { type: 'track' } },
    {
      kind: 'request',
      ...at,
      request: 1,
      method: 'POST',
      url: 'https://dataplane.example/v1/page',
      status: 200,
    },
    { kind: 'message', ...at, message: 1, request: 1, body: { type: 'page' } },
  ]);
});

test('a phone sends batches', () => {
  const { box, entries } = outbox('mobile');
  box.deliver({ type: 'track' }, at);
  expect(entries[0]).toMatchObject({ url: 'https://dataplane.example/v1/batch' });
});

test('what is on the wire is what the rules make of a message', () => {
  const { box, sent } = outbox('web', (message: JsonObject) => [message, { ...message, again: true }]);
  box.deliver({ type: 'track' }, at);
  expect(sent()).toEqual([{ type: 'track' }, { type: 'track', again: true }]);
});

test('what is held is sent once, in order, by the client that held it', () => {
  const { box, sent } = outbox('web');
  const [one, other] = [client(), client()];
  box.hold(one, () => ({ name: 'first' }));
  box.hold(other, () => ({ name: 'of another' }));
  box.hold(one, (by) => ({ name: 'second', user: by.userId }));
  expect(sent()).toEqual([]);
  box.release(one, tracker, at);
  box.release(one, tracker, at);
  expect(sent()).toEqual([{ name: 'first' }, { name: 'second', user: '' }]);
});

test('what a client that went away held is never sent', () => {
  const { box, sent } = outbox('web');
  const one = client();
  box.hold(one, () => ({ name: 'first' }));
  box.forget(one);
  box.release(one, tracker, at);
  expect(sent()).toEqual([]);
});
