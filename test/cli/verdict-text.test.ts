import { expect, test } from 'vitest';
import { verdictLines } from '../../src/cli/verdict-text.js';
import { verdict } from '../report/fixture.js';

test('verdicts that are the same are counted, those that are not are named', () => {
  const recorded = [verdict(), verdict({ check: 'delivery' }), verdict({ check: 'expected-id', status: 'fail' })];
  expect(verdictLines(recorded, recorded)).toEqual(['verdicts as recorded: 2 pass · 1 fail']);
  const { step: _, ...whole } = verdict({ check: 'ids-in-order', status: 'warn' });
  const now = [verdict({ status: 'known' }), verdict({ check: 'delivery' }), whole];
  expect(verdictLines(recorded, now)).toEqual([
    'verdicts changed: 3 of 3',
    '  expected-session at step 4 (SES-TIMEOUT-003): pass → known',
    '  expected-id at step 4 (SES-TIMEOUT-003): fail → nothing said',
    '  ids-in-order (SES-TIMEOUT-003): nothing said → warn',
  ]);
});
