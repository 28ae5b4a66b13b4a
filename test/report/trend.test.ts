import { expect, test } from 'vitest';
import { trendCsv, trendMarkdown, trendText } from '../../src/report/trend.js';
import { versions } from './change-fixture.js';
import { parseCsv } from './parse-csv.js';

test('a row for each version and requirement', () => {
  expect(parseCsv(trendCsv(versions))).toEqual([
    ['version', 'requirement', 'verdict', 'failing_scenarios', 'first_scenario', 'first_witness', 'script'],
    ['1.0.0', 'SES-ID-001', 'breaks', '2', 'a/one', 'another | id', 'sha256:1'],
    ['1.1.0', 'SES-ID-001', 'conforms', '0', '', '', 'sha256:1'],
  ]);
});

test('a page that says which version repaired what', () => {
  expect(trendMarkdown('some-sdk', '@some/sdk', versions)).toMatchInlineSnapshot(`
    "# @some/sdk, version by version

    What 2 published versions of \`@some/sdk\` do with the suite, judged as the target
    \`some-sdk\` and without known deviations. \`trend.csv\` has every requirement of every version.

    | version | requirements that break | scenarios that fail |
    | --- | --- | --- |
    | 1.0.0 | 1 | 2 |
    | 1.1.0 | 0 | 0 |

    ## What changed, and when

    A requirement *breaks* in a version if it held in the one before, and *holds* if it was broken; it *grows* or *shrinks*
    if more or fewer scenarios fail. Versions between two of the table were not played.

    | version | after | requirement | what | scenarios | witness |
    | --- | --- | --- | --- | --- | --- |
    | 1.1.0 | 1.0.0 | SES-ID-001 | holds | 2 → 0 | a/one: another &#124; id |
    "
  `);
});

test('the same on the console', () => {
  expect(trendText(versions)).toMatchInlineSnapshot(`
    "  1.0.0  1 requirement broken · 2 scenarios failing
      1.1.0  0 requirements broken · 0 scenarios failing

      1.1.0: SES-ID-001 holds (2 → 0 scenarios)
    "
  `);
  expect(trendText(versions.slice(1))).toContain('nothing changed');
});

test('what could not be judged has no numbers', () => {
  const uncertain = versions.map((each) => ({ ...each, isUncertain: true }) as const);
  expect(trendMarkdown('some-sdk', '@some/sdk', uncertain)).toContain('| 1.0.0 | not judged | not judged |');
  expect(trendText(uncertain)).toContain('  1.0.0  could not be judged as a whole\n');
});
