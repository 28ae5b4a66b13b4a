import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { bufferKinds, knowBuffers, viewConversion } from '../../../src/target/jsdom/buffer-kinds.js';

const kinds = { ...bufferKinds() };
const { ArrayBufferView } = viewConversion();

/** The library's own way, changed, and how often it was asked for a view with nothing left to find out. */
function changed() {
  let plain = 0;
  const known = { ...kinds };
  const conversion = {
    ArrayBufferView: (...[value, options]: Parameters<typeof ArrayBufferView>) => {
      if (options?.allowShared === true && options.allowResizable === true) plain += 1;
      return ArrayBufferView(value, options);
    },
  };
  knowBuffers(known, conversion);
  return { ...known, ...conversion, plain: () => plain };
}

const made = `(() => {
  const detached = new Uint8Array(3);
  structuredClone?.(detached.buffer, { transfer: [detached.buffer] });
  return [
    new ArrayBuffer(3), new SharedArrayBuffer(3), new ArrayBuffer(3, { maxByteLength: 9 }),
    new SharedArrayBuffer(3, { maxByteLength: 9 }), {}, { byteLength: 3 }, Object.create(ArrayBuffer.prototype), [], 'text',
    3, null, undefined, new Proxy(new ArrayBuffer(3), {}), new Proxy(new Uint8Array(3), {}), new Uint8Array(3),
    new DataView(new ArrayBuffer(3)), new Float64Array(new SharedArrayBuffer(8)), detached,
    new Uint8Array(new ArrayBuffer(3, { maxByteLength: 9 })), new Uint8Array(new SharedArrayBuffer(3, { maxByteLength: 9 })),
    Object.defineProperty(new Uint8Array(3), 'buffer', { value: 3 }),
  ];
})()`;

const values = {
  'this realm': () => new Function(`return ${made}`)(),
  'another realm': () => runInContext(made, createContext({ structuredClone })),
} satisfies Record<string, () => unknown[]>;

function outcomeOf(convert: () => unknown): unknown {
  try {
    return [convert()];
  } catch (error) {
    return String(error);
  }
}

test.each(Object.entries(values))('values of %s are what jsdom holds them for', (_, make) => {
  const given: unknown[] = make();
  const now = changed();
  const told = given.map((value) => [now.isArrayBuffer(value), now.isSharedArrayBuffer(value)]);
  expect(told).toEqual(given.map((value) => [kinds.isArrayBuffer(value), kinds.isSharedArrayBuffer(value)]));
  expect(told.flat().filter(Boolean)).toHaveLength(4);
  const all = [
    undefined,
    { allowShared: true },
    { allowResizable: true },
    { allowShared: true, context: 'The context' },
  ];
  for (const options of all) {
    for (const value of given) {
      const before = outcomeOf(() => ArrayBufferView(value, options));
      expect(outcomeOf(() => now.ArrayBufferView(value, options))).toEqual(before);
    }
  }
});

test('of an ordinary view nothing is left to find out', () => {
  const { ArrayBufferView: convert, plain } = changed();
  convert(new Uint8Array(3));
  expect(plain()).toBe(1);
  expect(() => convert(new Uint8Array(new SharedArrayBuffer(3)))).toThrow(TypeError);
  expect(plain()).toBe(1);
});

test('they are the modules that a window of jsdom asks', () => {
  const [ofJsdom, conversion] = [bufferKinds(), viewConversion()];
  const seen: string[] = [];
  Object.assign(ofJsdom, { isArrayBuffer: () => seen.push('kind') === 0 });
  conversion.ArrayBufferView = (value, options) => {
    seen.push('view');
    return ArrayBufferView(value, options);
  };
  try {
    const { JSDOM } = createRequire(import.meta.url)('jsdom') as typeof import('jsdom');
    const { window } = new JSDOM('', { runScripts: 'outside-only' });
    expect(window.eval('new TextDecoder().decode(new Uint8Array([97]))')).toBe('a');
    expect(seen).toEqual(['kind', 'view']);
  } finally {
    Object.assign(ofJsdom, { isArrayBuffer: kinds.isArrayBuffer });
    conversion.ArrayBufferView = ArrayBufferView;
  }
});
