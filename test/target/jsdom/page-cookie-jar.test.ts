import { withGlobal } from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { CookieJar } from 'jsdom';
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

  test('are shown by address and by who asks', () => {
    const { one } = jars();
    one.setCookieSync('a=1', url);
    one.setCookieSync('b=2; HttpOnly', url);
    expect(one.getCookieStringSync(url)).toBe('a=1; b=2');
    expect(one.getCookieStringSync(url, { http: false })).toBe('a=1');
    expect(one.getCookieStringSync('https://elsewhere.example/', { http: false })).toBe('');
    expect(one.getCookieStringSync(url)).toBe('a=1; b=2');
  });

  test('are shown until they expire, whichever way the clock is moved', () => {
    const clock = withGlobal(globalThis).install({ now: nowMs, toFake: ['Date'] });
    try {
      const store = new DatedCookieStore(() => clock.now);
      const jar = new PageCookieJar(store, { nowMs: () => clock.now, mayUse: () => true, hasRoom: () => true });
      jar.setCookieSync('a=1; Max-Age=60', url);
      jar.setCookieSync('b=2; Max-Age=120', url);
      jar.setCookieSync('c=3', url);
      const shownAt = (afterMs: number) => {
        clock.setSystemTime(nowMs + afterMs);
        return jar.getCookieStringSync(url);
      };
      expect([0, 1, 59_999].map(shownAt)).toEqual(['a=1; b=2; c=3', 'a=1; b=2; c=3', 'a=1; b=2; c=3']);
      expect([60_000, 119_999, 120_000].map(shownAt)).toEqual(['b=2; c=3', 'b=2; c=3', 'c=3']);
      // What has expired is gone for good, and the clock does not bring it back.
      expect([-1, 0].map(shownAt)).toEqual(['c=3', 'c=3']);
      jar.setCookieSync('a=4; Max-Age=60', url);
      clock.setSystemTime(nowMs - 3_600_000);
      jar.setCookieSync('b=5; Max-Age=60', url);
      expect([-3_540_001, -3_540_000, 59_999, 60_000].map(shownAt)).toEqual([
        'b=5; c=3; a=4',
        'c=3; a=4',
        'c=3; a=4',
        'c=3',
      ]);
    } finally {
      clock.uninstall();
    }
  });

  test('are shown as the library shows them that looks for them anew each time', () => {
    const attributes = ['', '; Max-Age=60', '; Max-Age=0', '; Secure', '; HttpOnly'];
    const places = ['; Path=/', '; Path=/cart', '; Path=/; Domain=shop.example', '; Domain=elsewhere.example'];
    const addresses = [url, 'https://www.shop.example/cart/1', 'http://shop.example/', 'https://elsewhere.example/'];
    const written = fc
      .tuple(fc.constantFrom('a', 'b'), fc.nat(9), fc.constantFrom(...attributes), fc.constantFrom(...places))
      .map(([key, value, attribute, place]) => `${key}=${value}${attribute}${place}`);
    const options = { http: fc.constantFrom(undefined, false), address: fc.constantFrom(...addresses) };
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), written, ...options }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('wait' as const), byMs: fc.integer({ min: -70_000, max: 70_000 }) }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('spoil' as const), key: fc.constantFrom('a', 'b') }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('look' as const), ...options }) },
    );
    const clock = withGlobal(globalThis).install({ now: nowMs, toFake: ['Date'] });
    try {
      fc.assert(
        fc.property(fc.array(action, { minLength: 1, maxLength: 40, size: 'max' }), (actions) => {
          const stores = [0, 1].map(() => new DatedCookieStore(() => clock.now));
          const [store, plainStore] = stores as [DatedCookieStore, DatedCookieStore];
          const plain = new CookieJar(plainStore);
          const pages = addresses.map(
            () => new PageCookieJar(store, { nowMs: () => clock.now, mayUse: () => true, hasRoom: () => true }),
          );
          for (const each of actions) {
            if (each.kind === 'wait') clock.setSystemTime(clock.now + each.byMs);
            else if (each.kind === 'spoil') for (const one of stores) one.restore(each.key, 'x');
            else {
              const page = pages[addresses.indexOf(each.address)] as PageCookieJar;
              const asked = each.http === undefined ? {} : { http: each.http };
              if (each.kind === 'set') {
                page.setCookieSync(each.written, each.address, { ...asked, ignoreError: true });
                plain.setCookieSync(each.written, each.address, { ...asked, ignoreError: true });
              }
              expect(page.getCookieStringSync(each.address, asked)).toBe(
                plain.getCookieStringSync(each.address, asked),
              );
            }
          }
          expect(store.cookies()).toEqual(plainStore.cookies());
        }),
        { numRuns: 300 },
      );
    } finally {
      clock.uninstall();
    }
  });
});
