import { expect, test } from 'vitest';
import { verdictsFor } from '../../src/record/spoken-for.js';
import { caseResult, verdict } from '../report/fixture.js';

const verdicts = [
  verdict({ requirement: 'SES-TIMEOUT-003', message: 'of the main one' }),
  verdict({ requirement: 'SES-ID-001', message: 'of another one' }),
];
const result = caseResult({ verdicts });
const requirements = ['SES-TIMEOUT-003', 'SES-ID-001', 'SES-WIRE-003'];
const withOthers = { ...result, case: { ...result.case, requirements } };
const messagesFor = (requirement: string, of = withOthers) =>
  verdictsFor(of, requirement).map(({ message }) => message);

test('what is said of the main requirement is said of the others that the scenario names', () => {
  expect(messagesFor('SES-TIMEOUT-003')).toEqual(['of the main one']);
  expect(messagesFor('SES-WIRE-003')).toEqual(['of the main one']);
  expect(messagesFor('SES-ID-001')).toEqual(['of the main one', 'of another one']);
  expect(messagesFor('SES-RESET-001')).toEqual([]);
});

test('unless a step speaks for it', () => {
  const expectations = new Map([[0, { requirement: 'SES-WIRE-003' }]]);
  const spoken = { ...withOthers, case: { ...withOthers.case, expectations } };
  expect(messagesFor('SES-WIRE-003', spoken)).toEqual([]);
});
