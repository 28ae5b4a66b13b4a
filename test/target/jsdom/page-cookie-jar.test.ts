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
  return { one: jar('one'), other: jar('other'), seen, condition };
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
});
