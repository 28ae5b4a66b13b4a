import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressMachine,
  queryWriter,
  rememberAddresses,
  rememberQueries,
} from '../../../src/target/jsdom/parsed-addresses.js';

const { basicURLParse } = addressMachine();

/** The library's own way beside one that remembers, and how often it asked the library. */
function remembering() {
  let asked = 0;
  const machine = {
    basicURLParse: (...values: Parameters<typeof basicURLParse>) => {
      asked += 1;
      return basicURLParse(...values);
    },
  };
  rememberAddresses(machine);
  return { parse: machine.basicURLParse, asked: () => asked };
}

const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' }),
  fc.string({ maxLength: 30, size: 'max' }),
  fc.constantFrom(
    'about:blank',
    'mailto:a@b.example',
    'https://[::1]:8080/',
    'file:///a/../b',
    'https://',
    '/cart',
    '',
  ),
);

describe('remembered addresses', () => {
  test('are taken apart as the library does it, the first time and every other', () => {
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 8, size: 'max' }), (addresses) => {
        const { parse } = remembering();
        for (const each of [...addresses, ...addresses]) {
          expect(parse(each)).toEqual(basicURLParse(each));
          expect(parse(each, { baseURL: null })).toEqual(basicURLParse(each, { baseURL: null }));
        }
      }),
    );
  });

  test('are asked of the library once, and those that are relative to another each time', () => {
    const { parse, asked } = remembering();
    const base = parse('https://shop.example/cart');
    for (let time = 0; time < 3; time++) parse('https://shop.example/cart', { baseURL: undefined });
    expect(asked()).toBe(1);
    for (const at of ['https://shop.example/a/', 'https://other.example/']) {
      expect(parse('b', { baseURL: parse(at) })).toEqual(basicURLParse('b', { baseURL: basicURLParse(at) }));
    }
    expect(parse('b', { baseURL: base })).toMatchObject({ path: ['b'] });
    expect(asked()).toBe(6);
  });

  test('may be changed by whoever got one', () => {
    const { parse } = remembering();
    const url = 'https://shop.example/a/b?c#d';
    const changed = parse(url);
    if (changed === null || typeof changed.path === 'string') throw new Error('it has a path of several parts');
    changed.path.push('more');
    Object.assign(changed, { host: 'other.example', query: null });
    parse('', { url: changed, stateOverride: 'query' });
    expect(parse(url)).toEqual(basicURLParse(url));
  });

  test('are forgotten when they are many', () => {
    const { parse, asked } = remembering();
    for (let index = 0; index < 1_001; index++) parse(`https://shop.example/${index}`);
    parse('https://shop.example/1000');
    expect(asked()).toBe(1_001);
    parse('https://shop.example/0');
    expect(asked()).toBe(1_002);
  });

  test('are parsed with the module that a window of jsdom parses with', async () => {
    const machine = addressMachine();
    const { basicURLParse: parse } = machine;
    const asked: string[] = [];
    machine.basicURLParse = (input, options) => {
      asked.push(input);
      return parse(input, options);
    };
    try {
      const { JSDOM } = createRequire(import.meta.url)('jsdom') as typeof import('jsdom');
      const { window } = new JSDOM('', { runScripts: 'outside-only', url: 'https://shop.example/' });
      expect(window.eval('new URL("https://seen.example/").host')).toBe('seen.example');
      expect(asked).toContain('https://seen.example/');
    } finally {
      machine.basicURLParse = parse;
    }
  });
});

describe('remembered queries', () => {
  const { serializeUrlencoded } = queryWriter();
  type Parameters = readonly (readonly [name: string, value: string])[];

  /** The library's own way beside one that remembers, and how often it asked the library. */
  function writing() {
    let asked = 0;
    const writer = {
      serializeUrlencoded: (parameters: Parameters) => {
        asked += 1;
        return serializeUrlencoded(parameters);
      },
    };
    rememberQueries(writer);
    return { write: writer.serializeUrlencoded, asked: () => asked };
  }

  test('are written as the library does it, the first time and every other', () => {
    const text = fc.string({ unit: 'binary', maxLength: 8, size: 'max' });
    const parameters = fc.array(fc.tuple(text, text), { maxLength: 4, size: 'max' });
    fc.assert(
      fc.property(fc.array(parameters, { minLength: 1, maxLength: 8, size: 'max' }), (all) => {
        const { write } = writing();
        for (const each of [...all, ...all]) expect(write(each)).toBe(serializeUrlencoded(each));
      }),
    );
  });

  test('are asked of the library once, and forgotten when they are many', () => {
    const { write, asked } = writing();
    for (let index = 0; index < 1_001; index++) write([['index', String(index)]]);
    write([['index', '1000']]);
    expect(asked()).toBe(1_001);
    write([['index', '0']]);
    expect(asked()).toBe(1_002);
    expect([write([['a', 'bc']]), write([['ab', 'c']]), write([])]).toEqual(['a=bc', 'ab=c', '']);
  });

  test('are written with the module that a window of jsdom writes with', () => {
    const writer = queryWriter();
    const { serializeUrlencoded: write } = writer;
    let seen = '';
    writer.serializeUrlencoded = (parameters) => {
      seen = write(parameters);
      return seen;
    };
    try {
      const { JSDOM } = createRequire(import.meta.url)('jsdom') as typeof import('jsdom');
      const { window } = new JSDOM('', { runScripts: 'outside-only', url: 'https://shop.example/' });
      window.eval('new URL("https://seen.example/").searchParams.set("a", "b c")');
      expect(seen).toBe('a=b+c');
    } finally {
      writer.serializeUrlencoded = write;
    }
  });
});
