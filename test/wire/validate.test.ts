import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, type MessageType, messageTypes } from '../../src/record/timeline.js';
import { validateBatch, validateMessage } from '../../src/wire/validate.js';
import { context, payload, without } from './payload.js';

const phone = {
  device: { id: 'an-id', manufacturer: 'A maker', model: 'A model', name: 'a phone', type: 'Android' },
  network: { wifi: true, cellular: false, carrier: 'A carrier' },
  os: { name: 'Android', version: '16' },
  screen: { density: 440, height: 2280, width: 1080 },
};

function fromAPhone(type: MessageType, changes: JsonObject = {}): JsonObject {
  const { page: _page, ...shared } = context();
  return payload(type, { channel: 'mobile', context: { ...shared, timezone: 'Europe/Paris', ...phone, ...changes } });
}

describe('a message from a phone', () => {
  it.each(messageTypes.filter((type) => type !== 'page'))('%s has no problems', (type) => {
    expect(validateMessage(fromAPhone(type))).toEqual([]);
  });

  it('is no page', () => {
    expect(validateMessage(fromAPhone('page'))).toEqual([
      'type is "page"; allowed: track, screen, identify, group or alias on the channel mobile',
    ]);
  });

  it.each(['app', 'device', 'network', 'os', 'screen', 'timezone'])('tells its %s', (key) => {
    const body = fromAPhone('track');
    const bare = { ...body, context: without(Object(body.context), key) };
    expect(validateMessage(bare)).toEqual([`context.${key} is missing; required in every track`]);
  });

  it.each<[JsonObject, string]>([
    [{ page: { path: '/' } }, 'context.page is an object; allowed: left out on the channel mobile'],
    [{ screen: { density: 1, height: '2280', width: 1 } }, 'context.screen.height is "2280"; allowed: a number'],
    [{ network: { wifi: 'on' } }, 'context.network.wifi is "on"; allowed: true or false'],
    [{ os: { name: 'Android' } }, 'context.os.version is missing; required in every track'],
    [{ device: without(phone.device, 'model') }, 'context.device.model is missing; required in every track'],
  ])('%j is a problem', (changes, problem) => {
    expect(validateMessage(fromAPhone('track', changes))).toEqual([problem]);
  });

  it('owes nothing of a phone on the web', () => {
    expect(validateMessage(payload('track'))).toEqual([]);
  });
});

describe('a valid message', () => {
  it.each(messageTypes)('%s has no problems', (type) => {
    expect(validateMessage(payload(type))).toEqual([]);
  });

  it('may lack what a device without a session has not', () => {
    const bare = { library: { name: 'A library', version: '1.0.0' } };
    expect(validateMessage(payload('track', { context: bare }))).toEqual([]);
  });

  it.each([1_772_442_000, 1_772_442_000_000, -1, 1e17])('may have the integer %d as its session id', (sessionId) => {
    expect(validateMessage(payload('track', { context: context({ sessionId }) }))).toEqual([]);
  });

  it('may be a page without a name, and one from a phone', () => {
    expect(validateMessage(without(payload('page'), 'name'))).toEqual([]);
    expect(validateMessage(fromAPhone('screen'))).toEqual([]);
  });
});

describe('problems in the session fields', () => {
  it.each([
    [{ sessionId: '1772442000000' }, 'context.sessionId is "1772442000000"; allowed: an integer'],
    [{ sessionId: 1.5 }, 'context.sessionId is 1.5; allowed: an integer'],
    [{ sessionId: null }, 'context.sessionId is null; allowed: an integer'],
    [{ sessionStart: false }, 'context.sessionStart is false; allowed: true, or the key left out'],
    [{ sessionStart: 'true' }, 'context.sessionStart is "true"; allowed: true, or the key left out'],
    [{ sessionStart: null }, 'context.sessionStart is null; allowed: true, or the key left out'],
  ])('%j', (changes, problem) => {
    expect(validateMessage(payload('track', { context: context(changes) }))).toEqual([problem]);
  });

  it('a start marker without an id', () => {
    expect(validateMessage(payload('track', { context: without(context(), 'sessionId') }))).toEqual([
      'context.sessionStart is there without context.sessionId; allowed: only together',
    ]);
  });
});

describe('problems elsewhere', () => {
  const timestamp = 'a date and time in UTC with milliseconds, such as 2026-03-02T09:00:00.000Z';

  it.each<[JsonObject, string]>([
    [payload('track', { event: '' }), 'event is ""; allowed: a text that is not empty'],
    [payload('track', { event: null }), 'event is null; allowed: a text that is not empty'],
    [payload('track', { properties: [] }), 'properties is an array; allowed: an object'],
    [payload('page', { name: null }), 'name is null; allowed: a text'],
    [payload('track', { channel: 'server' }), 'channel is "server"; allowed: web or mobile'],
    [payload('track', { messageId: '' }), 'messageId is ""; allowed: a text that is not empty'],
    [payload('track', { anonymousId: 7 }), 'anonymousId is 7; allowed: a text that is not empty'],
    [payload('track', { context: [] }), 'context is an array; allowed: an object'],
    [payload('track', { sentAt: '2026-03-02T09:00:00Z' }), `sentAt is "2026-03-02T09:00:00Z"; allowed: ${timestamp}`],
    [
      payload('track', { originalTimestamp: '2026-13-02T09:00:00.000Z' }),
      `originalTimestamp is "2026-13-02T09:00:00.000Z"; allowed: ${timestamp}`,
    ],
    [
      payload('track', { context: context({ library: { name: 'A library' } }) }),
      'context.library.version is missing; required in every track',
    ],
    [
      payload('track', { type: 'merge' }),
      'type is "merge"; allowed: one of track, page, screen, identify, group, alias',
    ],
    [without(payload('track'), 'type'), 'type is missing; allowed: one of track, page, screen, identify, group, alias'],
  ])('%#', (body, problem) => {
    expect(validateMessage(body)).toEqual([problem]);
  });

  it('a long value is shortened', () => {
    expect(validateMessage(payload('track', { channel: 'x'.repeat(1_000) }))).toEqual([
      `channel is "${'x'.repeat(79)}…; allowed: web or mobile`,
    ]);
  });

  it('all of them are reported, each once', () => {
    const problems = validateMessage(payload('track', { event: '', channel: 'server', userId: null }));
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(['channel', 'event', 'userId']);
  });
});

describe('an envelope', () => {
  it('is judged without its messages', () => {
    expect(validateBatch({ batch: [{ type: 'track' }], sentAt: '2026-03-02T09:00:00.000Z' })).toEqual([]);
    expect(validateBatch({ batch: [{ type: 'track' }, 7] })).toEqual(['batch.1 is 7; allowed: an object']);
    expect(validateBatch([])).toEqual(['the whole is an array; allowed: an object']);
  });
});

describe('laws', () => {
  const required = ['messageId', 'channel', 'anonymousId', 'originalTimestamp', 'sentAt', 'context'];
  const type = fc.constantFrom(...messageTypes);

  it('a message that lacks a required field has exactly that problem', () => {
    fc.assert(
      fc.property(type, fc.constantFrom(...required), (messageType, key) => {
        expect(validateMessage(without(payload(messageType), key))).toEqual([
          `${key} is missing; required in every ${messageType}`,
        ]);
      }),
    );
  });

  it.each([
    ['track', 'event'],
    ['group', 'groupId'],
    ['alias', 'previousId'],
  ] as const)('%s requires %s', (messageType, key) => {
    expect(validateMessage(without(payload(messageType), key))).toEqual([
      `${key} is missing; required in every ${messageType}`,
    ]);
  });

  it('fields that a vendor adds never make a message invalid', () => {
    const key = fc.string({ minLength: 1 }).map((name) => `vendor-${name}`);
    fc.assert(
      fc.property(type, key, fc.jsonValue({ maxDepth: 2 }), (messageType, name, value) => {
        const body = payload(messageType, { [name]: value as Json, context: context({ [name]: value as Json }) });
        expect(validateMessage(body)).toEqual([]);
      }),
    );
  });

  it('nothing makes it throw', () => {
    const keys = fc.constantFrom('type', 'event', 'context', 'sentAt', 'traits', '__proto__', 'constructor');
    const values = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<Json>(...messageTypes));
    fc.assert(
      fc.property(fc.dictionary(keys, values, { maxKeys: 7 }), type, fc.boolean(), (changes, messageType, whole) => {
        const body = whole ? (changes as JsonObject) : payload(messageType, changes as JsonObject);
        for (const problem of validateMessage(body)) expect(problem).toMatch(/; (allowed|required)/);
      }),
    );
  });

  it('a message nested too deeply to be written out is judged all the same', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as Json;
    expect(validateMessage(payload('track', { properties: deep, event: deep }))).toEqual([
      'event is an object; allowed: a text that is not empty',
    ]);
  });
});
