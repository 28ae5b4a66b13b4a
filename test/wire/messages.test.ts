import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageTypes } from '../../src/record/timeline.js';
import { readMessages } from '../../src/wire/messages.js';
import { validateBatch } from '../../src/wire/validate.js';
import { payload, without } from './payload.js';

const dataPlane = 'https://data-plane.example';

function post(path: string, body: unknown) {
  return readMessages({ method: 'POST', url: path, body: typeof body === 'string' ? body : JSON.stringify(body) });
}

describe('one message', () => {
  it.each(messageTypes)('is read from /v1/%s as it was sent', (type) => {
    expect(post(`${dataPlane}/v1/${type}`, payload(type))).toEqual({ messages: [payload(type)] });
  });

  it('is read below a path of the data plane, with a query, with a final slash, and from a path alone', () => {
    for (const url of [`${dataPlane}/below/v1/track?writeKey=k`, `${dataPlane}/v1/track/`, '/v1/track']) {
      expect(post(url, payload('track'))).toEqual({ messages: [payload('track')] });
    }
  });

  it('is read whether or not it is valid', () => {
    expect(post('/v1/track', { type: 'page' })).toEqual({ messages: [{ type: 'page' }] });
  });
});

describe('a batch', () => {
  const sentAt = '2026-03-02T10:00:00.000Z';

  it.each(['/v1/batch', '/beacon/v1/batch'])('from %s has its messages in order', (path) => {
    const batch = [payload('track'), payload('page'), payload('identify')];
    expect(post(path, { batch, sentAt })).toEqual({ messages: batch });
  });

  it('gives its instant of sending to the messages that have none, and to no other', () => {
    const batch = [without(payload('track'), 'sentAt'), payload('track')];
    expect(post('/v1/batch', { batch, sentAt })).toEqual({
      messages: [payload('track', { sentAt }), payload('track')],
    });
  });

  it('without an instant of sending adds none', () => {
    const message = without(payload('track'), 'sentAt');
    expect(post('/v1/batch', { batch: [message] })).toEqual({ messages: [message] });
  });

  it('may be empty', () => {
    expect(post('/v1/batch', { batch: [] })).toEqual({ messages: [] });
  });
});

describe('what cannot be read says why', () => {
  it.each([
    ['/v1/batch', {}, 'batch is missing; allowed: an array of messages'],
    ['/v1/batch', { batch: {} }, 'batch is an object; allowed: an array of messages'],
    ['/v1/batch', { batch: [{}, 7] }, 'batch[1] is a number; allowed: an object'],
    ['/v1/batch', { batch: [null] }, 'batch[0] is null; allowed: an object'],
    ['/v1/track', [], 'the body is an array; allowed: an object'],
    ['/v1/track', 'null', 'the body is null; allowed: an object'],
    ['/v1/track', '', 'the body is not JSON: ""'],
    ['/v1/track', '{"type":', 'the body is not JSON: "{\\"type\\":"'],
    ['/v1/track', 'x'.repeat(200), `the body is not JSON: "${'x'.repeat(80)}…"`],
    ['http://[', '{}', 'the address "http://[" cannot be read'],
  ])('%s %j', (path, body, unreadable) => {
    expect(post(path, body)).toEqual({ unreadable });
  });

  it.each(['/v1/merge', '/v2/track', '/sourceConfig', '/v1/tracking', '/v1track'])('the address %s', (path) => {
    expect(post(path, payload('track'))).toEqual({
      unreadable: `"${path}" is no address for messages; allowed: /v1/ and one of track, page, screen, identify, group, alias, batch`,
    });
  });

  it('the method', () => {
    expect(readMessages({ method: 'GET', url: '/v1/track', body: '{}' })).toEqual({
      unreadable: 'the method is "GET"; allowed: POST',
    });
  });
});

describe('laws', () => {
  const path = fc.constantFrom('/v1/batch', '/v1/track', '/beacon/v1/batch');

  it('nothing makes it throw', () => {
    const anything = fc.record({
      method: fc.oneof(fc.constant('POST'), fc.string()),
      url: fc.oneof(path, fc.string({ maxLength: 2_000 }), fc.webUrl()),
      body: fc.oneof(fc.string({ maxLength: 2_000 }), fc.json({ maxDepth: 3 }), fc.constant('['.repeat(10_000))),
    });
    fc.assert(
      fc.property(anything, (request) => {
        const read = readMessages(request);
        expect('messages' in read || read.unreadable.length > 0).toBe(true);
      }),
    );
  });

  it('an envelope that its schema accepts is read, one message for each of its own', () => {
    const envelope = fc.record(
      {
        batch: fc.array(fc.record({ type: fc.string() }), { maxLength: 20 }),
        sentAt: fc.constantFrom('2026-03-02T10:00:00.000Z', 'today', 5),
      },
      { requiredKeys: ['batch'] },
    );
    fc.assert(
      fc.property(envelope, (value) => {
        fc.pre(validateBatch(value).length === 0);
        const read = post('/v1/batch', value);
        expect('messages' in read && read.messages.map((message) => message.type)).toEqual(
          value.batch.map((message) => message.type),
        );
      }),
    );
  });
});

describe('nesting', () => {
  const nested = (depth: number): string => `{"properties":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

  it('is read down to 500 levels, for what reads values by recursion has a stack that ends', () => {
    const request = { method: 'POST', url: '/v1/track' };
    expect(readMessages({ ...request, body: nested(500) })).toHaveProperty('messages');
    for (const depth of [501, 100_000]) {
      expect(readMessages({ ...request, body: nested(depth) })).toEqual({
        unreadable: 'the body is nested more than 500 levels deep',
      });
    }
  });

  it('counts no brackets within texts', () => {
    const text = `\\"${'['.repeat(1_000)}\\\\`;
    expect(readMessages({ method: 'POST', url: '/v1/track', body: `{"event":"${text}"}` })).toHaveProperty('messages');
  });
});
