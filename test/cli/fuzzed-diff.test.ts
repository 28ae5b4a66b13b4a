import { expect, test } from 'vitest';
import { fuzzedRunsOf, separationText } from '../../src/cli/fuzzed-diff.js';
import { InputError } from '../../src/spec/input-error.js';
import { caseOf } from '../judge/fixture.js';

test('how many timelines are generated, for two targets and without scenarios', () => {
  expect(fuzzedRunsOf({}, ['one'])).toBeUndefined();
  expect(fuzzedRunsOf({ fuzz: '12' }, ['one', 'two'])).toBe(12);
  for (const given of [{ fuzz: '0' }, { fuzz: 'many' }, { fuzz: '12', scenarios: ['timeout/**'] }]) {
    expect(() => fuzzedRunsOf(given, ['one', 'two'])).toThrow(InputError);
  }
  expect(() => fuzzedRunsOf({ fuzz: '12' }, ['one', 'two', 'three'])).toThrow('--targets names 3');
});

test('what was found is a scenario, and nothing is nothing', () => {
  expect(separationText({ runs: 12, untestable: 0 })).toBe('  12 generated timelines: no difference\n');
  const found = { run: 3, generatedSteps: 30, steps: 2, case: caseOf([]), scenario: 'title: x\nsteps: []\n' };
  expect(separationText({ runs: 12, untestable: 2, whyUntestable: 'it hangs', found })).toBe(
    [
      '  12 generated timelines, 2 of them could not be observed (the first: it hangs); the smallest that tells them apart, as a scenario:',
      '    title: x',
      '    steps: []',
      '',
    ].join('\n'),
  );
});
