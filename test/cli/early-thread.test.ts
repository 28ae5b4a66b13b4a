import { describe, expect, test } from 'vitest';
import { targetToBe } from '../../src/cli/early-thread.js';
import { inputFolder } from '../spec/input-folder.js';

describe('the target that a command is going to play', () => {
  test.each([
    ['run', 'rudderstack-js'],
    ['run timeout/within --jobs 1', 'rudderstack-js'],
    ['run --target rudderstack-js-legacy timeout/within', 'rudderstack-js-legacy'],
    ['run --target=audit:null', 'audit:null'],
    ['run --target audit:null --target audit:echo', 'audit:echo'],
    ['run --target', undefined],
    ['run --help', undefined],
    ['run -h', undefined],
    ['run timeout/within --inspect=3', undefined],
    ['run --config other.yaml', undefined],
    ['run --config=other.yaml', undefined],
    ['fuzz', undefined],
    ['', undefined],
  ])('lapse %s: %s', (words, target) => {
    expect(targetToBe(words.split(' '), inputFolder({}))).toBe(target);
  });

  test('is not known where a configuration may name it, unless that does not count', () => {
    const folder = inputFolder({ 'lapse.config.yaml': 'target: audit:null\n', 'below/x': '' });
    expect(targetToBe(['run'], `${folder}/below`)).toBeUndefined();
    expect(targetToBe(['run', '--target', 'audit:echo'], folder)).toBeUndefined();
    expect(targetToBe(['run', '--no-config'], folder)).toBe('rudderstack-js');
  });
});
