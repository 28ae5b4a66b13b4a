import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { casesIn, idleEntries, listSuites, loadSuite, suiteText } from '../../src/scenario/suites.js';
import { caseOf } from '../judge/fixture.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';

const cases = ['timeout/beyond/type=page', 'timeout/beyond/type=track', 'timeout/within', 'start/first'].map((id) => ({
  ...caseOf([]),
  id,
}));
const text = suiteText({ title: 'Some', scenarios: ['timeout/beyond', 'start/*'] }, ['A comment', 'of two lines.']);

describe('a suite', () => {
  test('is read as it was written', () => {
    expect(text).toMatchInlineSnapshot(`
      "# A comment
      # of two lines.
      title: Some
      scenarios:
        - timeout/beyond
        - start/*
      "
    `);
    const folder = inputFolder({ 'some.yaml': text });
    expect(listSuites(folder)).toEqual(['some']);
    const suite = loadSuite('some', folder);
    expect(suite).toMatchObject({ id: 'some', title: 'Some' });
    expect(suite.scenarios.map(({ glob }) => glob)).toEqual(['timeout/beyond', 'start/*']);
    expect(suite.scenarios[1]?.place).toMatchObject({ line: 6, column: 5 });
  });

  test('whatever the ids look like, they are read as they were written', () => {
    const scenarios = ['a/b/options={"anonymousId":false}', 'a/b/value=1: # 2', 'a/b/value=null', 'a/* b'];
    const folder = inputFolder({ 'odd.yaml': suiteText({ title: 'Odd: #1', scenarios }, []) });
    expect(loadSuite('odd', folder).scenarios.map(({ glob }) => glob)).toEqual(scenarios);
  });

  test('has the cases that its entries select, in their order', () => {
    const suite = loadSuite('some', inputFolder({ 'some.yaml': text }));
    expect(casesIn(suite, cases).map(({ id }) => id)).toEqual([
      'timeout/beyond/type=page',
      'timeout/beyond/type=track',
      'start/first',
    ]);
    expect(inputErrorOf(undefined, () => casesIn(suite, cases.slice(2, 3)))).toBe(
      'the suite "some" has none of the scenarios that are selected; allowed: timeout/beyond, start/*',
    );
  });

  test('an entry that names no scenario is told with its place', () => {
    const folder = inputFolder({ 'some.yaml': text.replace('timeout/beyond', 'timeout/beyon') });
    const [problem, ...others] = idleEntries(loadSuite('some', folder), cases);
    expect(others).toEqual([]);
    expect(problem?.place).toMatchObject({ file: path.join(folder, 'some.yaml'), line: 5, column: 5 });
    expect(problem?.message).toBe('the suite names the scenario "timeout/beyon", and there is none');
    expect(idleEntries(loadSuite('some', inputFolder({ 'some.yaml': text })), cases)).toEqual([]);
  });
});

describe('a suite that is wrong', () => {
  test('unknown', () => {
    const folder = inputFolder({ 'smoke.yaml': text });
    expect(inputErrorOf(undefined, () => loadSuite('smok', folder))).toBe(
      'unknown suite "smok" (did you mean "smoke"?); allowed: smoke',
    );
    expect(inputErrorOf(undefined, () => loadSuite('smoke', path.join(folder, 'nowhere')))).toBe(
      'unknown suite "smoke"; allowed: there are none',
    );
  });

  test('not of the right shape', () => {
    const folder = inputFolder({ 'none.yaml': 'title: None\nscenarios: []\nmore: 1\n' });
    const message = inputErrorOf(undefined, () => loadSuite('none', folder));
    expect(message).toContain(':2:12: ');
    expect(message).toContain('"more"');
  });
});
