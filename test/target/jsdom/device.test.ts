import { describe, expect, test } from 'vitest';
import { BrowserProfile } from '../../../src/target/jsdom/device.js';

const url = 'https://www.shop.example/a/b';

describe('BrowserProfile', () => {
  test('keeps a session storage for each tab until the tab is closed', () => {
    const profile = new BrowserProfile(() => 0);
    const area = profile.sessionStorage('tab1');
    expect(profile.sessionStorage('tab1')).toBe(area);
    expect(profile.sessionStorage('tab2')).not.toBe(area);
    profile.closeTab('tab1');
    expect(profile.sessionStorage('tab1')).not.toBe(area);
  });

  test('is closed with all session storages and the cookies without a lifetime, and keeps everything else', async () => {
    const profile = new BrowserProfile(() => Date.UTC(2026, 0, 1));
    const area = profile.sessionStorage('tab1');
    Reflect.set(profile.localStorage.facade(), 'kept', 'yes');
    for (const cookie of [
      'short=1',
      'shortOfAll=1; Domain=shop.example; Path=/',
      'aged=1; Max-Age=60; Path=/; Domain=shop.example; Secure; SameSite=Lax',
      'dated=1; Expires=Fri, 01 Jan 2100 00:00:00 GMT',
    ]) {
      await profile.cookieJar.setCookie(cookie, url);
    }
    const before = await profile.cookieJar.store.getAllCookies();
    await profile.close();
    const after = await profile.cookieJar.store.getAllCookies();
    expect(after.map(({ key }) => key)).toEqual(['aged', 'dated']);
    expect(after).toEqual(before.slice(2));
    expect(profile.sessionStorage('tab1')).not.toBe(area);
    expect(Reflect.get(profile.localStorage.facade(), 'kept')).toBe('yes');
  });
});
