import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { followReferences } from '../../src/spec/yaml-references.js';

const faultsOf = (text: string): string[] =>
  followReferences(parseDocument(text, { uniqueKeys: false })).faults.map(
    ({ offset, message, allowed = '' }) => `${offset}: ${message}${allowed && `; allowed: ${allowed}`}`,
  );

describe('aliases', () => {
  test('lead to the anchor of their name that stands before them', () => {
    const { targets, faults } = followReferences(parseDocument('[&a 1, *a, &a 2, *a]'));
    expect([...targets.values()].map((node) => node.toJSON())).toEqual([1, 2]);
    expect(faults).toEqual([]);
  });

  test('that lead nowhere, or into themselves', () => {
    expect(
      ['[*a, &a 1]', '{opening: &opening 1, b: *openin}', '&a [1, *a]', 'a: &a {b: {c: *a}}'].map(faultsOf),
    ).toEqual([
      ['1: no anchor before it is named "a"; allowed: no aliases'],
      ['25: no anchor before it is named "openin" (did you mean "opening"?); allowed: opening'],
      ['7: the alias "a" stands within what it stands for'],
      ['14: the alias "a" stands within what it stands for'],
    ]);
  });

  test('are not followed without end', () => {
    const text = (count: number): string => `[&a 1${', *a'.repeat(count)}]`;
    expect(faultsOf(text(1_000))).toEqual([]);
    expect(faultsOf(text(50_000))).toEqual(['4007: the file has too many aliases; allowed: at most 1000']);
  });
});

describe('keys', () => {
  test('that are there twice', () => {
    expect(faultsOf('a: 1\nb: {c: 1, d: 2, c: 3}\na: 2\n"a": 3\n1: x\n"1": y\n')).toEqual([
      '27: the key "a" is there twice; allowed: once',
      '32: the key "a" is there twice; allowed: once',
      '44: the key "1" is there twice; allowed: once',
      '21: the key "c" is there twice; allowed: once',
    ]);
    expect(faultsOf('toString: 1\nconstructor: 2\n__proto__: 3\n')).toEqual([]);
  });

  test('of a large map are compared in time that grows with their number', () => {
    const text = Array.from({ length: 30_000 }, (_, index) => `k${index}: x\n`).join('');
    expect(faultsOf(`${text}k0: y\n`)).toHaveLength(1);
    expect(faultsOf('a: 1\n'.repeat(200_000))).toHaveLength(199_999);
  });
});
