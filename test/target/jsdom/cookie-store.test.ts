import { CookieJar } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { DatedCookieStore } from '../../../src/target/jsdom/cookie-store.js';

const url = 'https://shop.example/';
const startMs = Date.UTC(2090, 0, 1);

/** A jar of a device whose wall clock is moved by the test. */
function jarAt(nowMs: number) {
  const device = { nowMs };
  return { device, jar: new CookieJar(new DatedCookieStore(() => device.nowMs)) };
}

const expiryOf = async (jar: CookieJar) => (await jar.store.getAllCookies())[0]?.expiryTime();

describe('DatedCookieStore', () => {
  test('counts Max-Age from the instant at which the cookie is set', async () => {
    const { jar } = jarAt(startMs);
    await jar.setCookie('a=1; Max-Age=3600', url);
    expect(await expiryOf(jar)).toBe(startMs + 3_600_000);
  });

  test('reading a cookie gives it no new life, and setting it again does', async () => {
    const { device, jar } = jarAt(startMs);
    await jar.setCookie('a=1; Max-Age=3600', url);
    device.nowMs += 1_000;
    expect(await jar.getCookieString(url)).toBe('a=1');
    expect(await expiryOf(jar)).toBe(startMs + 3_600_000);
    await jar.setCookie('a=2; Max-Age=3600', url);
    expect(await expiryOf(jar)).toBe(startMs + 3_601_000);
  });

  test('Max-Age wins over Expires, as in a browser', async () => {
    const { jar } = jarAt(startMs);
    await jar.setCookie('a=1; Expires=Sat, 01 Jan 2095 00:00:00 GMT; Max-Age=60', url);
    expect(await expiryOf(jar)).toBe(startMs + 60_000);
  });

  test.each(['0', '-1'])('a Max-Age of %s takes the cookie away', async (age) => {
    const { jar } = jarAt(Date.UTC(2020, 0, 1));
    await jar.setCookie('a=1', url);
    await jar.setCookie(`a=1; Max-Age=${age}`, url);
    expect(await jar.getCookieString(url)).toBe('');
  });

  test('leaves the other cookies as they are, also when used without a callback', async () => {
    const { jar } = jarAt(startMs);
    await jar.setCookie('a=1; Expires=Sat, 01 Jan 2095 00:00:00 GMT', url);
    expect(await expiryOf(jar)).toBe(Date.UTC(2095, 0, 1));
    const [cookie] = await jar.store.getAllCookies();
    const store = new DatedCookieStore(() => startMs);
    if (cookie !== undefined) await store.putCookie(cookie);
    expect(await store.getAllCookies()).toEqual([cookie]);
  });
});
