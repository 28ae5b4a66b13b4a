import { describe, expect, test } from 'vitest';
import { withLifetime } from '../../../../src/target/chromium/page/stored.js';

const nowMs = Date.UTC(2022, 0, 1);

describe('a cookie with the length of its life', () => {
  test.each([
    ['a=1; expires=Sun, 02 Jan 2022 00:00:00 GMT; path=/', 'a=1; path=/; Max-Age=86400', false],
    ['a=1; Path=/; Max-Age=60; SameSite=Lax', 'a=1; Path=/; SameSite=Lax; Max-Age=60', false],
    ['a=1; max-age=60; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'a=1; Max-Age=60', false],
    ['a=; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'a=; Max-Age=0', true],
    ['a=1; max-age=-1', 'a=1; Max-Age=0', true],
    ['a=1; domain=.shop.example; secure', 'a=1; domain=.shop.example; secure', false],
    ['a=1; expires=some day', 'a=1', false],
  ])('%s', (text, written, isGone) => {
    expect(withLifetime(text, nowMs)).toMatchObject({ name: 'a', written, isGone });
  });

  test('has a name and a value, or a value alone', () => {
    expect(withLifetime('a=b=c', nowMs)).toMatchObject({ name: 'a', value: 'b=c' });
    expect(withLifetime('alone', nowMs)).toMatchObject({ name: '', value: 'alone' });
  });
});
