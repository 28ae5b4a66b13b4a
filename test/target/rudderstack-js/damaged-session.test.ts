import { describe, expect, test } from 'vitest';
import { sessionDamages } from '../../../src/record/timeline.js';
import { damageStoredSession } from '../../../src/target/rudderstack-js/damaged-session.js';
import { storedMeaning } from '../../../src/target/rudderstack-js/stored-value.js';
import type { StoredItems } from '../../../src/target/web/sdk.js';

const session = { id: 1_772_442_000_000, expiresAt: 1_772_443_800_000, timeout: 1_800_000, autoTrack: true };
const encoded = `RS_ENC_v3_${Buffer.from(JSON.stringify(session)).toString('base64')}`;

function place(kind: StoredItems['kind'], stored: string | undefined) {
  const items = new Map(stored === undefined ? [] : [['rl_session', stored]]);
  const stand: StoredItems = {
    kind,
    read: (key) => items.get(key),
    write: (key, value) => {
      items.set(key, value);
    },
  };
  return { stand, value: () => items.get('rl_session') ?? '' };
}

const inCookie = () => place('cookie', encodeURIComponent(encoded));
const inStorage = () => place('storage', JSON.stringify(encoded));

describe('a stored session is spoilt', () => {
  test.each(sessionDamages)('%s: wherever it is, and nowhere else', (how) => {
    const [cookie, storage, empty] = [inCookie(), inStorage(), place('storage', undefined)];
    const before = [cookie.value(), storage.value()];
    expect(damageStoredSession([empty.stand], how)).toBe(false);
    expect(damageStoredSession([cookie.stand, storage.stand, empty.stand], how)).toBe(true);
    expect(cookie.value()).not.toBe(before[0]);
    expect(storage.value()).not.toBe(before[1]);
    expect(empty.value()).toBe('');
  });

  test.each([inCookie, inStorage])('so that it cannot be read', (make) => {
    for (const how of ['unparseable', 'truncated'] as const) {
      const { stand, value } = make();
      damageStoredSession([stand], how);
      expect(() => JSON.parse(storedMeaning(value())), how).toThrow();
    }
  });

  test.each([inCookie, inStorage])('so that every value has another type', (make) => {
    const { stand, value } = make();
    damageStoredSession([stand], 'wrong-type');
    expect(JSON.parse(storedMeaning(value()))).toEqual({
      id: '1772442000000',
      expiresAt: '1772443800000',
      timeout: '1800000',
      autoTrack: 'true',
    });
  });

  test.each([inCookie, inStorage])('so that it ends in ten years', (make) => {
    const { stand, value } = make();
    damageStoredSession([stand], 'future');
    expect(JSON.parse(storedMeaning(value()))).toEqual({ ...session, expiresAt: session.expiresAt + 315_360_000_000 });
  });

  test('as version 1.1 writes it: encrypted, always alike, and marked', () => {
    const [one, other] = [inCookie(), inCookie()];
    damageStoredSession([one.stand], 'older-version');
    damageStoredSession([other.stand], 'older-version');
    expect(one.value()).toBe(other.value());
    const [, text = ''] = /^RudderEncrypt:(.*)$/.exec(decodeURIComponent(one.value())) ?? [];
    expect(Buffer.from(text, 'base64').subarray(0, 8).toString('latin1')).toBe('Salted__');
  });
});
