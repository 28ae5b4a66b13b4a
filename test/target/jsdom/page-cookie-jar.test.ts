import { describe, expect, test } from 'vitest';
import { DatedCookieStore } from '../../../src/target/jsdom/cookie-store.js';
import { PageCookieJar } from '../../../src/target/jsdom/page-cookie-jar.js';

const url = 'https://www.shop.example/';
/** Far ahead, for the jar reads the clock of this process when it looks for what has expired. */
const nowMs = Date.UTC(2090, 2, 2);

function jars(condition = { mayUse: true, hasRoom: true }) {
  const store = new DatedCookieStore(() => nowMs);
  const seen: [page: string, key: string, value: string | undefined][] = [];
  const jar = (page: string) =>
    new PageCookieJar(store, {
      nowMs: () => nowMs,
      mayUse: () => condition.mayUse,
      hasRoom: () => condition.hasRoom,
      onWrite: (key, value) => seen.push([page, key, value]),
    });
  return { one: jar('one'), other: jar('other'), store, seen, condition };
}

describe('the cookies of a page', () => {
  test('are those of the device, and each page tells what it writes itself', () => {
    const { one, other, seen } = jars();
    one.setCookieSync('a=1; Max-Age=60', url);
    other.setCookieSync('b=2', url);
    expect(one.getCookieStringSync(url)).toBe('a=1; b=2');
    expect(other.getCookieStringSync(url)).toBe('a=1; b=2');
    expect(seen).toEqual([
      ['one', 'a', '1'],
      ['other', 'b', '2'],
    ]);
  });

  test.each(['a=; Max-Age=0', 'a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])('are removed by %s', (written) => {
    const { one, seen } = jars();
    one.setCookieSync('a=1', url);
    one.setCookieSync(written, url);
    expect(seen).toEqual([
      ['one', 'a', '1'],
      ['one', 'a', undefined],
    ]);
  });

  test('what may not be set is not told', () => {
    const { one, seen } = jars();
    one.setCookieSync('a=1; Domain=elsewhere.example', url, { ignoreError: true });
    expect(one.getCookieStringSync(url)).toBe('');
    expect(seen).toEqual([]);
  });

  test('are none for a page that may not use them, and nothing that it sets is kept or told', () => {
    const { one, seen, condition } = jars();
    one.setCookieSync('a=1', url);
    condition.mayUse = false;
    expect(one.getCookieStringSync(url)).toBe('');
    one.setCookieSync('b=2', url);
    condition.mayUse = true;
    expect(one.getCookieStringSync(url)).toBe('a=1');
    expect(seen).toEqual([['one', 'a', '1']]);
  });

  test('take no new one when there is no room, but change and lose those that there are', () => {
    const { one, condition } = jars();
    one.setCookieSync('a=1', url);
    one.setCookieSync('b=1', url);
    condition.hasRoom = false;
    one.setCookieSync('c=1', url);
    one.setCookieSync('a=2; Path=/', url);
    one.setCookieSync('b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', url);
    expect(one.getCookieStringSync(url)).toBe('a=2');
    one.setCookieSync('b=2', url);
    expect(one.getCookieStringSync(url)).toBe('a=2');
  });

  test.each<[string, (of: ReturnType<typeof jars>) => unknown, string]>([
    ['another page sets one', ({ other }) => other.setCookieSync('b=2', url), 'a=1; b=2'],
    [
      'another page removes one',
      ({ other }) => other.setCookieSync('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', url),
      '',
    ],
    ['somebody spoils one', ({ store }) => store.restore('a', '3'), 'a=3'],
    ['one is taken out', ({ store }) => store.removeCookie('www.shop.example', '/', 'a'), ''],
    ['those of a site are taken out', ({ store }) => store.removeCookies('www.shop.example', '/'), ''],
    ['all are taken out', ({ store }) => store.removeAllCookies(), ''],
  ])('are shown anew, at the same instant, when %s', (_what, change, expected) => {
    const all = jars();
    all.one.setCookieSync('a=1', url);
    for (let read = 0; read < 2; read++) expect(all.one.getCookieStringSync(url)).toBe('a=1');
    expect(all.store.cookies()).toHaveLength(1);
    change(all);
    for (let read = 0; read < 2; read++) expect(all.one.getCookieStringSync(url)).toBe(expected);
    expect(
      all.store
        .cookies()
        .map(({ key, value }) => `${key}=${value}`)
        .join('; '),
    ).toBe(expected);
  });

  test('are shown by address, by who asks, and anew at every instant', () => {
    let instantMs = nowMs;
    const store = new DatedCookieStore(() => nowMs);
    const jar = new PageCookieJar(store, { nowMs: () => instantMs, mayUse: () => true, hasRoom: () => true });
    jar.setCookieSync('a=1', url);
    jar.setCookieSync('b=2; HttpOnly', url);
    expect(jar.getCookieStringSync(url)).toBe('a=1; b=2');
    expect(jar.getCookieStringSync(url, { http: false })).toBe('a=1');
    expect(jar.getCookieStringSync('https://elsewhere.example/', { http: false })).toBe('');
    expect(jar.getCookieStringSync(url)).toBe('a=1; b=2');
    // As if it had expired, which nothing but time does to a cookie.
    store.getAllCookies((_error, cookies = []) => cookies[0]?.setExpires(new Date(0)));
    instantMs += 1;
    expect(jar.getCookieStringSync(url)).toBe('b=2');
  });
});
