import { describe, expect, test } from 'vitest';
import type { LoadConfig, StepAction } from '../../../src/record/timeline.js';
import { playInJsdom } from '../../../src/target/jsdom/player.js';
import { encrypted } from '../../../src/target/rudderstack-js-legacy/encryption.js';
import { installedLegacySdk } from '../../../src/target/rudderstack-js-legacy/package.js';
import { rudderStackJsLegacy } from '../../../src/target/rudderstack-js-legacy/sdk.js';
import { storedMeaning } from '../../../src/target/rudderstack-js-legacy/stored-value.js';
import type { SessionDamage, StoredItems } from '../../../src/target/web/sdk.js';
import {
  getSessionId,
  load,
  logsOf,
  messagesOf,
  minuteMs,
  startMs,
  thrownOf,
  timeline,
  track,
  wait,
} from '../timeline.js';

const sdk = rudderStackJsLegacy(installedLegacySdk().file);

const play = (actions: readonly StepAction[], config: LoadConfig = {}) =>
  playInJsdom(timeline([load(config), ...actions]), sdk, 'rudderstack-js-legacy', {
    seed: 1,
    fastForward: true,
    detailed: true,
  });

describe('the legacy SDK on a page', () => {
  test('sends every kind of message, and nothing to anybody but the data plane', async () => {
    const trace = await play([
      { kind: 'event', type: 'track', name: 'Viewed', properties: { price: 5 } },
      { kind: 'event', type: 'page', name: 'Cart', category: 'Shop' },
      { kind: 'event', type: 'identify', name: 'u1', properties: { plan: 'pro' } },
      { kind: 'event', type: 'group', name: 'g1', properties: { seats: 2 } },
      { kind: 'event', type: 'alias', name: 'u2', previousId: 'u1' },
      wait(minuteMs),
    ]);
    expect(thrownOf(trace)).toEqual([]);
    expect(messagesOf(trace).map(({ body }) => body)).toMatchObject([
      { type: 'track', event: 'Viewed', properties: { price: 5 }, context: { sessionId: startMs, sessionStart: true } },
      { type: 'page', name: 'Cart', category: 'Shop' },
      { type: 'identify', userId: 'u1', context: { traits: { plan: 'pro' } } },
      { type: 'group', groupId: 'g1', traits: { seats: 2 } },
      { type: 'alias', userId: 'u2', previousId: 'u1' },
    ]);
    const addresses = trace.entries.flatMap((entry) => (entry.kind === 'request' ? [entry.url] : []));
    expect(addresses.map((address) => new URL(address).host)).toEqual(Array(5).fill('dataplane.example'));
  });

  test('is configured, and answers', async () => {
    const trace = await play([track(), wait(2 * minuteMs), track(), getSessionId], { sessions: { timeout: minuteMs } });
    const ids = messagesOf(trace).map(({ body }) => Reflect.get(Object(body.context), 'sessionId'));
    expect(ids).toEqual([startMs, startMs + 2 * minuteMs]);
    expect(trace.entries.findLast(({ kind }) => kind === 'return')).toMatchObject({ value: startMs + 2 * minuteMs });
  });

  test('keeps the session in a cookie, encrypted', async () => {
    const trace = await play([track()]);
    const written = trace.entries.flatMap((entry) =>
      entry.kind === 'storage' && entry.key === 'rl_session' ? [entry] : [],
    );
    expect(written.at(-1)).toMatchObject({ area: 'cookie', value: expect.stringMatching(/^RudderEncrypt/) });
    expect(JSON.parse(storedMeaning(written.at(-1)?.value ?? ''))).toMatchObject({ id: startMs });
  });

  test('says nothing but that it is deprecated', async () => {
    expect(logsOf(await play([track()])).map(({ text }) => text)).toEqual([expect.stringContaining('is deprecated')]);
  });
});

describe('what it has stored of the session', () => {
  const session = { id: startMs, expiresAt: startMs + minuteMs, autoTrack: true };

  /** What stands in a cookie afterwards. */
  function damaged(how: SessionDamage): string {
    const items = new Map([['rl_session', encodeURIComponent(encrypted(JSON.stringify(session)))]]);
    const cookies: StoredItems = {
      kind: 'cookie',
      read: (key) => (items.has(key) ? decodeURIComponent(items.get(key) ?? '') : undefined),
      write: (key, value) => items.set(key, value),
    };
    expect(sdk.damageSession?.([cookies], how)).toBe(true);
    return decodeURIComponent(items.get('rl_session') ?? '');
  }

  test('is spoilt in its own form', () => {
    expect(damaged('unparseable')).toBe('{not a session');
    expect(encrypted(JSON.stringify(session))).toContain(damaged('truncated'));
    const wrongType = damaged('wrong-type');
    expect(wrongType).toMatch(/^RudderEncrypt:/);
    expect(JSON.parse(storedMeaning(wrongType))).toEqual({
      id: String(startMs),
      expiresAt: String(startMs + minuteMs),
      autoTrack: 'true',
    });
    expect(JSON.parse(storedMeaning(damaged('future'))).expiresAt).toBeGreaterThan(startMs + 300 * 24 * 60 * minuteMs);
  });

  test('is stored by an older version as a plain text', () => {
    expect(JSON.parse(damaged('older-version'))).toEqual(session);
  });

  test('is left alone where there is none', () => {
    const empty: StoredItems = { kind: 'storage', read: () => undefined, write: () => expect.fail('nothing to write') };
    expect(sdk.damageSession?.([empty], 'truncated')).toBe(false);
  });
});
