import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { bufferKinds, knowViews } from '../../../src/target/jsdom/buffer-kinds.js';

const { isArrayBuffer, isSharedArrayBuffer } = bufferKinds();

/** The library's own way, changed; how often it was asked. */
function changed() {
  let asked = 0;
  const count =
    (is: (value: unknown) => boolean) =>
    (value: unknown): boolean => {
      asked += 1;
      return is(value);
    };
  const kinds = { isArrayBuffer: count(isArrayBuffer), isSharedArrayBuffer: count(isSharedArrayBuffer) };
  knowViews(kinds);
  return { kinds, asked: () => asked };
}

const made = `[
  new ArrayBuffer(3), new SharedArrayBuffer(3), new Uint8Array(3), new Float64Array(new SharedArrayBuffer(8)),
  new DataView(new ArrayBuffer(3)), {}, { byteLength: 3 }, Object.create(ArrayBuffer.prototype), [], 'text', 3, null,
  undefined, new Proxy(new ArrayBuffer(3), {}), new Proxy(new Uint8Array(3), {}),
]`;

test.each(['this realm', 'another'])('the values of %s are what jsdom holds them for', (where) => {
  const values: unknown[] =
    where === 'another' ? runInContext(made, createContext()) : new Function(`return ${made}`)();
  const { kinds } = changed();
  const told = values.map((value) => [kinds.isArrayBuffer(value), kinds.isSharedArrayBuffer(value)]);
  expect(told).toEqual(values.map((value) => [isArrayBuffer(value), isSharedArrayBuffer(value)]));
  expect(told.flat().filter(Boolean)).toHaveLength(2);
});

test('jsdom is not asked about a typed array', () => {
  const { kinds, asked } = changed();
  expect([kinds.isArrayBuffer(new Uint8Array(3)), kinds.isSharedArrayBuffer(new Uint8Array(3))]).toEqual([
    false,
    false,
  ]);
  expect(asked()).toBe(0);
});

test('it is the module that a window of jsdom asks', () => {
  const kinds = bufferKinds();
  const seen: unknown[] = [];
  kinds.isArrayBuffer = (value) => {
    seen.push(value);
    return isArrayBuffer(value);
  };
  try {
    const { JSDOM } = createRequire(import.meta.url)('jsdom') as typeof import('jsdom');
    const { window } = new JSDOM('', { runScripts: 'outside-only' });
    expect(window.eval('new TextDecoder().decode(new Uint8Array([97]))')).toBe('a');
    expect(seen).toHaveLength(1);
  } finally {
    kinds.isArrayBuffer = isArrayBuffer;
  }
});
