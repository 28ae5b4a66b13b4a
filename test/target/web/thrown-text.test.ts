import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { thrownText, uncaughtText } from '../../../src/target/web/thrown-text.js';

test.each([
  [new TypeError('of this realm'), 'of this realm'],
  [runInNewContext('new RangeError("of another realm")'), 'of another realm'],
  ['a text', 'a text'],
  [{ message: 1 }, '[object Object]'],
  [null, 'null'],
  [undefined, 'undefined'],
])('%j is told as %s', (thrown, text) => {
  expect(thrownText(thrown)).toBe(text);
});

test('what throws when it is looked at is told all the same', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const trap = {
    get message(): string {
      throw new Error('a getter');
    },
  };
  for (const thrown of [Object.create(null), trap, revoked.proxy]) {
    expect(thrownText(thrown)).toBe('something that cannot be shown');
  }
});

test('what is long or of several lines is told in a short one', () => {
  expect(thrownText(new Error(`one\n  two\u001b[31m`))).toBe('one two\\u001b[31m');
  expect(thrownText(new Error('x'.repeat(1_000_000)))).toBe(`${'x'.repeat(500)}… (1000000 characters)`);
});

test('what nobody has caught is told with its kind, whatever it is', () => {
  expect(uncaughtText(new TypeError('no\nfunction'))).toBe('uncaught: TypeError: no function');
  expect(uncaughtText(new DOMException('denied', 'SecurityError'))).toBe('uncaught: SecurityError: denied');
  expect(uncaughtText('a text')).toBe('uncaught: a text');
  expect(uncaughtText(Object.create(null))).toBe('uncaught: something that cannot be shown');
});
