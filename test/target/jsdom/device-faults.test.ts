import { describe, expect, test } from 'vitest';
import { BrowserProfile } from '../../../src/target/jsdom/device.js';
import { misbehave } from '../../../src/target/jsdom/device-faults.js';
import type { WebSdk } from '../../../src/target/web/sdk.js';

/** An SDK that keeps its session under one key, and is damaged by writing the kind of damage there. */
const sdk: WebSdk = {
  start: () => ({ load() {}, call() {} }),
  damageSession(places, how) {
    const stored = places.filter(({ read }) => read('session') !== undefined);
    for (const { write } of stored) write('session', how);
    return stored.length > 0;
  },
};

describe('a device that misbehaves', () => {
  test('keeps the condition of its storage until the next one', async () => {
    const profile = new BrowserProfile(() => 0);
    for (const state of ['unavailable', 'full', 'available'] as const) {
      await misbehave(profile, { kind: 'storage', state }, sdk);
      expect(profile.condition).toBe(state);
    }
  });

  test('is emptied once, and is as available as before', async () => {
    const profile = new BrowserProfile(() => 0);
    profile.localStorage.restore('a', '1');
    profile.condition = 'full';
    await misbehave(profile, { kind: 'storage', state: 'cleared' }, sdk);
    expect([profile.localStorage.size, profile.condition]).toEqual([0, 'full']);
  });

  test('spoils the session wherever the SDK has stored it', async () => {
    const profile = new BrowserProfile(() => Date.now());
    profile.cookieJar.setCookieSync('session=fine; Max-Age=60', 'https://shop.example/');
    profile.localStorage.restore('session', 'fine');
    profile.sessionStorage('tab1').restore('other', 'fine');
    const [before] = profile.cookies();
    await misbehave(profile, { kind: 'damage', how: 'truncated' }, sdk);
    expect(profile.localStorage.read('session')).toBe('truncated');
    expect([...profile.sessionStorage('tab1').items()]).toEqual([['other', 'fine']]);
    expect(profile.cookies()).toMatchObject([{ value: 'truncated', expiresMs: before?.expiresMs }]);
  });

  test('whose session is nowhere, or who knows where, is not judged by what follows', async () => {
    const profile = new BrowserProfile(() => 0);
    const { start } = sdk;
    await expect(misbehave(profile, { kind: 'damage', how: 'future' }, sdk)).rejects.toThrow('stored nothing');
    await expect(misbehave(profile, { kind: 'damage', how: 'future' }, { start })).rejects.toThrow('not known');
  });
});
