import { describe, expect, test } from 'vitest';
import { ExpectedKeys } from '../../../src/warehouse/read/expected-keys.js';

const { none, forgotten } = ExpectedKeys;

/** Looks for what a text begins with. */
function find(keys: ExpectedKeys, text: string, before: number): number {
  const bytes = Buffer.from(text);
  return keys.find(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.length, before);
}

describe('keys', () => {
  test('are expected after those that they have followed, byte by byte', () => {
    const keys = new ExpectedKeys();
    const user = keys.learn(none, Buffer.from('{"user":'), 0);
    const time = keys.learn(user, Buffer.from(',"t":'), 1);
    const page = keys.learn(user, Buffer.from(',"pages": '), 2);
    expect(find(keys, '{"user":1', none)).toBe(user);
    expect(find(keys, ',"t":1', user)).toBe(time);
    expect(find(keys, ',"pages": 1', user)).toBe(page);
    expect([keys.placeOf(time), keys.lengthOf(time), keys.placeOf(page), keys.lengthOf(page)]).toEqual([1, 5, 2, 10]);
    for (const other of ['{"usex":1', '{"xser":1', '{"user" :1', '{"user"', ''])
      expect(find(keys, other, none)).toBe(0);
    expect(find(keys, ',"t":1', none)).toBe(0);
    expect(find(keys, ',"t":1', page)).toBe(0);
    const long = keys.learn(page, Buffer.from(',"12345678":'), 3);
    expect(find(keys, ',"12345678":1', page)).toBe(long);
    expect(find(keys, ',"12xxxx3456', page)).toBe(0);
    // The same key after another one has the same number.
    expect(keys.learn(page, Buffer.from(',"t":'), 1)).toBe(time);
    expect(find(keys, ',"t":1', page)).toBe(time);
  });

  test('are remembered as long as there are few, and as they are short', () => {
    const keys = new ExpectedKeys();
    expect(keys.learn(none, Buffer.from(`{"${'x'.repeat(300)}":`), 0)).toBe(forgotten);
    const numbers = Array.from({ length: 600 }, (_, each) => keys.learn(none, Buffer.from(`{"${each}":`), each));
    expect(new Set(numbers).size).toBe(511);
    expect(numbers.at(-1)).toBe(forgotten);
    expect(keys.learn(forgotten, Buffer.from('{"7":'), 7)).toBe(numbers[7]);
    expect(find(keys, '{"7":', forgotten)).toBe(0);
    const found = numbers.filter((number, each) => number === find(keys, `{"${each}":`, none));
    expect(found).toEqual(numbers.slice(0, 8));
  });
});
