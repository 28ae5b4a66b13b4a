import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { requirementsPart } from '../../../src/report/html/requirements.js';
import { coverageRow, runResult } from '../fixture.js';

const coverage = [
  coverageRow(),
  coverageRow({ requirement: 'SES-ID-001', outcome: 'breaks', text: 'Ids are `numbers`.', scenarios: [] }),
  coverageRow({ requirement: 'SES-ID-002', outcome: 'not in this edition', inEdition: false }),
];

function rows(result = runResult({ coverage })): (string | null | undefined)[][] {
  const tables = [...JSDOM.fragment(requirementsPart(result).content).querySelectorAll('tbody')];
  return tables.map((table) =>
    [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent).join(' | ')),
  );
}

test('what does not hold stands first, then all of the edition', () => {
  const broken = 'SES-ID-001 | ✗ breaks | MUST, documented | Ids are numbers. | 0';
  expect(rows()).toEqual([
    [broken],
    ['SES-TIMEOUT-003 | ✓ conforms | MUST, documented | After the timeout a new session begins. | 2', broken],
  ]);
});

test('nothing that fails is told as nothing', () => {
  const { content } = requirementsPart(runResult());
  expect(content).toContain('None was seen not to hold.');
});

test.each(['breaks', 'untestable', 'deviates', 'warns', 'differs from the policy'])(
  '%s counts as not holding',
  (outcome) => {
    const [first] = rows(runResult({ coverage: [coverageRow({ outcome })] }));
    expect(first).toHaveLength(1);
    expect(requirementsPart(runResult({ coverage: [coverageRow({ outcome })] })).content).not.toContain(
      'None was seen',
    );
  },
);
