import { expect, test } from 'vitest';
import type { CheckRow } from '../../../src/dataset/check/check-row.js';
import { checkText } from '../../../src/dataset/check/check-text.js';

const rows: readonly CheckRow[] = [
  {
    check: 'cohorts',
    what: 'users in the cohort buyers',
    unit: 'share',
    configured: 0.88,
    observed: 0.8812,
    tolerance: 0.0178,
    count: 10_000,
    verdict: 'within',
  },
  {
    check: 'dwell',
    what: 'buy: from listing to what is next: median',
    unit: 'ms',
    configured: 30_000,
    observed: 36_200,
    tolerance: 450,
    count: 52_110,
    verdict: 'outside',
  },
  {
    check: 'dwell',
    what: 'sell: from desk to what is next: median',
    unit: 'ms',
    configured: 40_000,
    observed: Number.NaN,
    tolerance: 1,
    count: 3,
    verdict: 'too few',
  },
  {
    check: 'dirt',
    what: 'events that were lost',
    unit: 'share',
    configured: 0,
    observed: 0,
    tolerance: 0,
    count: 90_000,
    verdict: 'within',
  },
];
const titles = new Map([
  ['cohorts', 'the share of users in each cohort'],
  ['dwell', 'the time from each state to the next'],
  ['dirt', 'how much each dial spoils'],
]);

test('configured, observed and tolerance stand in columns, and what is outside is told again', () => {
  expect(checkText(rows, titles, false)).toMatchInlineSnapshot(`
    "cohorts: the share of users in each cohort
      quantity                                   configured  observed  tolerance      of  verdict
      users in the cohort buyers                     88.0 %    88.1 %    ± 1.8 %  10,000  within

    dwell: the time from each state to the next
      quantity                                   configured  observed  tolerance      of  verdict
      buy: from listing to what is next: median       30.0s     36.2s    ± 450ms  52,110  outside
      sell: from desk to what is next: median         40.0s         –          –       3  too few

    dirt: how much each dial spoils
      quantity                                   configured  observed  tolerance      of  verdict
      events that were lost                           0.0 %     0.0 %      exact  90,000  within

    outside  dwell: buy: from listing to what is next: median
    4 quantities: 2 within their tolerance, 1 outside, 1 with too few observations
    "
  `);
});

test('colour only marks the verdicts and the headings', () => {
  const sign = String.fromCharCode(27);
  expect(checkText(rows, titles, true).replaceAll(new RegExp(`${sign}\\[\\d+m`, 'g'), '')).toBe(
    checkText(rows, titles, false),
  );
});
