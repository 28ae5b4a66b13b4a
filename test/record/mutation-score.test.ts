import { expect, test } from 'vitest';
import { catchersOf, firstWitness, isCaught } from '../../src/record/mutation-score.js';
import { mutantOutcome, witness } from '../report/mutation-fixture.js';

const by = (scenario: string, isDeclared: boolean) => witness({ scenario, isDeclared });

test('only the failure that a mutant declares catches it', () => {
  const noticed = mutantOutcome({ witnesses: [by('a/1', false), by('a/2', false)] });
  expect(isCaught(noticed)).toBe(false);
  expect(catchersOf(noticed)).toEqual([]);
  expect(firstWitness(noticed)?.scenario).toBe('a/1');
  const caught = mutantOutcome({ witnesses: [by('a/1', false), by('a/2', true), by('a/3', true)] });
  expect(isCaught(caught)).toBe(true);
  expect(catchersOf(caught)).toEqual(['a/2', 'a/3']);
  expect(firstWitness(caught)?.scenario).toBe('a/2');
});

test('one that nothing shows has no witness', () => {
  const survivor = mutantOutcome({ witnesses: [] });
  expect(isCaught(survivor)).toBe(false);
  expect(firstWitness(survivor)).toBeUndefined();
});
