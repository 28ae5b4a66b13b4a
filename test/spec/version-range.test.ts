import { expect, test } from 'vitest';
import { byVersion, isInRange, isVersionRange } from '../../src/spec/version-range.js';

test('what a range is', () => {
  expect(['>=3.20.0 <3.34.0', '^3.7.0', '3.x || 4.1.0', '3.34.1'].filter((each) => !isVersionRange(each))).toEqual([]);
  expect(['new', '>=', '3.x.y', 'sha256:abc'].filter(isVersionRange)).toEqual([]);
});

test('a beta comes before its release, and what is no version is in no range', () => {
  expect(isInRange('3.20.0', '>=3.20.0 <3.34.0')).toBe(true);
  expect(isInRange('3.34.0', '>=3.20.0 <3.34.0')).toBe(false);
  expect(isInRange('3.7.0-beta.1', '>=3.5.0')).toBe(true);
  expect(isInRange('3.0.0-beta.2', '<3.0.0')).toBe(true);
  expect(isInRange('3.0.0-beta.2', '>=3.0.0')).toBe(false);
  expect(isInRange('sha256:0123456789ab', '*')).toBe(false);
});

test('versions are ordered by their numbers', () => {
  const sorted = ['3.10.0', '3.0.0-beta.20', '3.9.0', '3.0.0-beta.4', '3.0.0'].sort(byVersion);
  expect(sorted).toEqual(['3.0.0-beta.4', '3.0.0-beta.20', '3.0.0', '3.9.0', '3.10.0']);
});
