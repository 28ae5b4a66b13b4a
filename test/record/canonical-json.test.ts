import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, sha256Of } from '../../src/record/canonical-json.js';

describe('canonical JSON', () => {
  test('is JSON that says the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(JSON.stringify(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value, 1))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order in which keys were added', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue({ maxDepth: 3 })), {
      selector: ([key]) => key,
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(entries, (pairs) => {
        const backwards = Object.fromEntries([...pairs].reverse());
        expect(canonicalJson({ nested: backwards })).toBe(canonicalJson({ nested: Object.fromEntries(pairs) }));
      }),
    );
    expect(canonicalJson({ b: 1, a: { d: [], c: undefined } })).toBe('{"a":{"d":[]},"b":1}');
  });

  test('keeps a key that JavaScript would take for something else', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}');
  });

  test('says so when a value is nested too deeply, instead of filling the stack', () => {
    const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    expect(canonicalJson(nested(1_000))).toHaveLength(2_000);
    expect(() => canonicalJson(nested(100_000))).toThrow('nested more than 1000 levels deep');
  });
});

test('a hash is named by its method', () => {
  expect(sha256Of('')).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Of(new Uint8Array([97]))).toBe(sha256Of('a'));
});
