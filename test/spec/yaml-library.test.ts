import { expect, test } from 'vitest';
import * as imported from 'yaml';
import { yamlLibrary } from '../../src/spec/yaml-library.js';

test('the library is the one that an import would load, once', () => {
  expect(yamlLibrary().parse('a: [1, 2]')).toEqual({ a: [1, 2] });
  expect(yamlLibrary()).toBe(yamlLibrary());
  expect(yamlLibrary().isMap(imported.parseDocument('a: 1').contents)).toBe(true);
});
