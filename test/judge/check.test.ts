import { expect, test } from 'vitest';
import { mainRequirement, stepNumber } from '../../src/judge/check.js';
import { caseOf, load } from './fixture.js';

test('the first requirement is the one that a scenario is about', () => {
  expect(mainRequirement(caseOf([load], {}, { requirements: ['SES-ID-003', 'SES-ID-004'] }))).toBe('SES-ID-003');
});

test('a case without requirements cannot be judged', () => {
  expect(() => mainRequirement(caseOf([load], {}, { requirements: [] }))).toThrow(
    'timeout/example names no requirement',
  );
});

test('people count steps from 1', () => {
  expect(stepNumber(0)).toBe('step 1');
});
