import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CostRecorder, ownCosts, readCosts } from '../../src/suite/costs.js';
import { caseOf, load, track } from '../judge/fixture.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';
import { SpoiltTarget } from './targets.js';

const one = caseOf([load, track('one')], {}, { id: 'a/one' });

test('the table says what a scenario costs; for another one, its pages and steps do', () => {
  const file = join(inputFolder({}), 'costs.tsv');
  writeFileSync(file, 'scenario\tcost_ms\na/one\t345\n');
  const costOf = readCosts(file);
  expect(costOf(one)).toBe(345);
  const [small, large] = [caseOf([load], {}, { id: 'x/s' }), caseOf([load, track('1'), track('2')], {}, { id: 'x/l' })];
  expect(costOf(small)).toBeGreaterThan(0);
  expect(costOf(large)).toBeGreaterThan(costOf(small));
});

test('the table of Lapse can be read', () => {
  expect(readCosts(ownCosts)(one)).toBeGreaterThan(0);
});

test('what is wrong with a table', () => {
  const folder = inputFolder({});
  const wrong = (text: string): string => {
    writeFileSync(join(folder, 'costs.tsv'), text);
    return inputErrorOf(folder, () => readCosts(join(folder, 'costs.tsv')));
  };
  expect(wrong('a,b\n')).toMatchInlineSnapshot(`"costs.tsv:1:1: this is no table of costs; allowed: scenario cost_ms"`);
  expect(wrong('scenario\tcost_ms\na/one\t12\nb\tsoon\n')).toMatchInlineSnapshot(
    `"costs.tsv:3:1: "b\\tsoon" is no row of it; allowed: an id, a tab and a whole number"`,
  );
  expect(inputErrorOf(folder, () => readCosts(join(folder, 'none.csv')))).toMatchInlineSnapshot(
    `"the table of costs, none.csv, cannot be read: it does not exist (ENOENT)"`,
  );
});

test('a recorder notes what was played, in the order of the suite', async () => {
  const recorder = new CostRecorder();
  const target = recorder.around(new SpoiltTarget());
  for (const id of ['b', 'a']) await target.play(caseOf([load], {}, { id }).timeline);
  expect(recorder.table(['a', 'b', 'c'])).toMatch(/^scenario\tcost_ms\n[^\n]+\t\d+\n[^\n]+\t\d+\n$/);
});
