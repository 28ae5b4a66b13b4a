import fc from 'fast-check';
import { toughCookie } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { parsedCookie } from '../../../src/target/jsdom/parsed-cookies.js';

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const attribute = fc.oneof(
  fc.constantFrom(
    'Secure',
    'HttpOnly',
    'Partitioned',
    'SameSite=Lax',
    'SameSite=None',
    'Path=/',
    'Path=cart',
    'Max-Age=x',
    '',
  ),
  fc.integer({ min: -5, max: 99_999_999 }).map((seconds) => `Max-Age=${seconds}`),
  fc.date({ noInvalidDate: true }).map((date) => `Expires=${date.toUTCString()}`),
  word.map((domain) => `Domain=.${domain}.example`),
  word,
);
const text = fc.oneof(
  fc
    .tuple(word, fc.string({ maxLength: 12, size: 'max' }), fc.array(attribute, { maxLength: 6, size: 'max' }))
    .map(([key, value, attributes]) => [`${key}=${value}`, ...attributes].join('; ')),
  fc.string({ maxLength: 30, size: 'max' }),
);

/** The instant at which it was made apart, which is now. */
function fieldsOf(cookie: InstanceType<typeof toughCookie.Cookie> | undefined) {
  return cookie === undefined ? undefined : { ...cookie, creation: undefined };
}

describe('a cookie that a page writes', () => {
  test('is read as the library reads it, the first time and every other', () => {
    fc.assert(
      fc.property(text, (written) => {
        const expected = fieldsOf(toughCookie.Cookie.parse(written, { loose: true }));
        for (let time = 0; time < 3; time++) expect(fieldsOf(parsedCookie(written))).toEqual(expected);
      }),
    );
  });

  test('is another each time, with a date of its own', () => {
    const written = 'a=1; Expires=Fri, 02 Jan 2026 00:00:00 GMT; Max-Age=60';
    const [first, second] = [parsedCookie(written), parsedCookie(written)];
    first?.setExpires(new Date(0));
    if (first !== undefined) first.maxAge = null;
    expect(second?.expires).toEqual(new Date('2026-01-02T00:00:00Z'));
    expect(second?.expires).not.toBe(parsedCookie(written)?.expires);
    expect(parsedCookie(written)).toMatchObject({ maxAge: 60, expires: second?.expires });
  });

  test('is younger than the one before, so that those of one instant are shown in their order', () => {
    const indices = [1, 2, 3].map(() => parsedCookie('a=1')?.creationIndex ?? Number.NaN);
    expect(indices).toEqual([...indices].sort((one, other) => one - other));
    expect(new Set(indices).size).toBe(3);
  });
});
