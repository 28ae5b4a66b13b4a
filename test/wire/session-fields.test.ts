import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/record/timeline.js';
import { nameOf, originalTimestampMs, sessionFields, typeOf } from '../../src/wire/session-fields.js';
import { payload } from './payload.js';

describe('sessionFields', () => {
  it('reads both, right or wrong', () => {
    expect(sessionFields(payload('track'))).toEqual({ sessionId: 1_772_442_000_000, sessionStart: true });
    expect(sessionFields({ context: { sessionId: 'x', sessionStart: null } })).toEqual({
      sessionId: 'x',
      sessionStart: null,
    });
  });

  it.each<JsonObject>([{}, { context: {} }, { context: null }, { context: [1] }, { context: 'text' }])(
    'finds none in %j',
    (body) => {
      expect(sessionFields(body)).toEqual({ sessionId: undefined, sessionStart: undefined });
    },
  );

  it('takes nothing from outside the context', () => {
    expect(sessionFields({ sessionId: 1, sessionStart: true, context: {} }).sessionId).toBeUndefined();
  });
});

describe('nameOf', () => {
  it.each([
    ['track', 'Product Viewed'],
    ['page', 'Home'],
    ['screen', 'Main'],
    ['identify', 'user-1'],
    ['group', 'group-1'],
    ['alias', 'user-2'],
  ] as const)('of a %s is %s', (type, name) => {
    expect(nameOf(payload(type))).toBe(name);
  });

  it('is undefined where there is none', () => {
    expect(nameOf({ type: 'page' })).toBeUndefined();
    expect(nameOf({ type: 'track', event: 5 })).toBeUndefined();
    expect(nameOf({ type: 'merge', event: 'Product Viewed' })).toBeUndefined();
    expect(nameOf({ event: 'Product Viewed' })).toBeUndefined();
  });
});

describe('typeOf', () => {
  it('is the text that stands there', () => {
    expect(typeOf({ type: 'merge' })).toBe('merge');
    expect(typeOf({ type: 1 })).toBeUndefined();
    expect(typeOf({})).toBeUndefined();
  });
});

describe('originalTimestampMs', () => {
  it.each([
    ['2026-03-02T09:00:00.000Z', 1_772_442_000_000],
    ['2026-03-02T10:00:00.001+01:00', 1_772_442_000_001],
    ['2026-03-02T09:00:00Z', 1_772_442_000_000],
  ])('reads %s', (originalTimestamp, instantMs) => {
    expect(originalTimestampMs({ originalTimestamp })).toBe(instantMs);
  });

  it.each(['2026-03-02T09:00:00.000', '2026-03-02', '2026-99-02T09:00:00.000Z', 'today', '', 1_772_442_000_000, null])(
    'does not guess at %j',
    (originalTimestamp) => {
      expect(originalTimestampMs({ originalTimestamp })).toBeUndefined();
    },
  );
});

it('nothing makes any of them throw', () => {
  const keys = fc.constantFrom('type', 'context', 'event', 'originalTimestamp', '__proto__');
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }), (value) => {
      const body = value as JsonObject;
      sessionFields(body);
      expect([typeof typeOf(body), typeof nameOf(body)]).not.toContain('object');
      expect(originalTimestampMs(body)).not.toBeNaN();
    }),
  );
});
