import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { differencesPart } from '../../../src/report/html/differences.js';
import { caseResult, runResult, verdict } from '../fixture.js';

const known = (id: string, link?: string) => ({
  id,
  requirement: 'SES-TIMEOUT-003',
  reason: 'The `timeout` is never looked at.',
  ...(link === undefined ? {} : { link }),
  review: '2027-05-31',
  outcome: 'known' as const,
});

test('each has its reason, where to read more, and how many scenarios show it', () => {
  const cases = ['a/one', 'a/two'].map((id) =>
    caseResult({ id, verdicts: [verdict({ scenario: id, status: 'known', deviation: 'never-ends' })] }),
  );
  const deviations = [known('never-ends', 'https://docs.example/'), known('unseen', 'javascript:alert(1)')];
  const { content } = differencesPart(runResult({ cases, deviations }));
  const shown = JSDOM.fragment(content);
  expect([...shown.querySelectorAll('h3')].map(({ id }) => id)).toEqual(['deviation-never-ends', 'deviation-unseen']);
  expect([...shown.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
    '2 differences on record. Each is still looked for, and one that is gone fails the run.',
    'The timeout is never looked at. Read more.',
    '≈ known · SES-TIMEOUT-003 · shown by 2 scenarios · to be reviewed by 2027-05-31',
    'The timeout is never looked at.',
    '≈ known · SES-TIMEOUT-003 · shown by no scenario of this run · to be reviewed by 2027-05-31',
  ]);
  expect([...shown.querySelectorAll('a')].map(({ href }) => href)).not.toContain('javascript:alert(1)');
});
