import { realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allCases, selectCases } from '../../src/scenario/cases.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { scenarioFilesOf } from '../../src/scenario/select-files.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';
import { registry, scenario, web } from './scenario-input.js';

const plain = scenario('  - load\n');
const types = scenario(`  - load\n  - \${type}: Name\n`, 'matrix: { type: [track, page] }\n');

function sampleFolder(): string {
  return inputFolder({
    'scenarios/timeout/beyond.yaml': types,
    'scenarios/timeout/within.yaml': plain,
    'scenarios/reset/again.yml': plain,
    'scenarios/corpus/deep/one.yaml': plain,
    'scenarios/populations/shop.yaml': 'not a scenario',
    'scenarios/alias/first.yaml': plain,
    'scenarios/README.md': '# Scenarios',
    'elsewhere/mine.yaml': plain,
  });
}

describe('selecting files', () => {
  const idsOf = (...selectors: string[]): string[] => {
    const folder = sampleFolder();
    const paths = selectors.map((selector) => selector.replace('@', folder));
    const files = loadScenarioFiles(paths, { registry, folders: [`${folder}/scenarios`] });
    return files.flatMap(({ variants }) => variants.map(({ id }) => id));
  };

  test.each([
    [
      [],
      [
        'corpus/deep/one',
        'alias/first',
        'reset/again',
        'timeout/beyond/type=track',
        'timeout/beyond/type=page',
        'timeout/within',
      ],
    ],
    [['@/scenarios/timeout'], ['timeout/beyond/type=track', 'timeout/beyond/type=page', 'timeout/within']],
    [['@/scenarios/reset/again.yml'], ['reset/again']],
    [['@/elsewhere'], ['elsewhere/mine']],
    [['timeout/*'], ['timeout/beyond/type=track', 'timeout/beyond/type=page', 'timeout/within']],
    [['timeout/beyond/type=page'], ['timeout/beyond/type=page']],
    [
      ['timeout/beyond/*', 'reset/again'],
      ['reset/again', 'timeout/beyond/type=track', 'timeout/beyond/type=page'],
    ],
    [
      ['timeout/beyond/type=page', '@/scenarios/timeout/beyond.yaml'],
      ['timeout/beyond/type=track', 'timeout/beyond/type=page'],
    ],
    [
      ['**/one', '**/again'],
      ['corpus/deep/one', 'reset/again'],
    ],
  ])('%j', (selectors, ids) => {
    expect(idsOf(...selectors)).toEqual(ids);
  });

  test('the section is the first part of the id', () => {
    const folder = sampleFolder();
    const files = loadScenarioFiles([], { registry, folders: [`${folder}/scenarios`] });
    expect(files.map(({ section }) => section)).toEqual(['corpus', 'alias', 'reset', 'timeout', 'timeout']);
  });
});

test('what cannot be selected', () => {
  const folder = inputFolder({
    'scenarios/timeout/beyond.yaml': plain,
    'scenarios/timeout/a b.yaml': plain,
    'other/scenarios/timeout/beyond.yaml': plain,
    'empty/README.md': '',
  });
  const options = { registry, folders: [`${folder}/scenarios`] };
  const selectors = [`${folder}/scenarios`, `${folder}/other`, `${folder}/empty`, 'timeout/beyund', 'timeout/x/*'];
  expect(inputErrorOf(folder, () => loadScenarioFiles(selectors, options))).toMatchInlineSnapshot(`
    "the folder "empty" holds no scenarios; allowed: a folder with .yaml or .yml files
    no file, folder or scenario is called "timeout/beyund" (did you mean "timeout/beyond"?); allowed: a file, a folder, or an id that lapse list shows
    no file, folder or scenario is called "timeout/x/*" (did you mean "timeout/a b"?); allowed: a file, a folder, or an id that lapse list shows
    other/scenarios/timeout/beyond.yaml:1:1: the id "timeout/beyond" is taken, by scenarios/timeout/beyond.yaml:1:1; allowed: each id once
    scenarios/timeout/a b.yaml:1:1: the path "timeout/a b" cannot be the id of a scenario; allowed: letters, digits, dots, hyphens and underscores"
  `);
  expect(inputErrorOf(folder, () => loadScenarioFiles(['timeout/beyond/type=page'], options))).toMatchInlineSnapshot(
    `"no scenario is selected by "timeout/beyond/type=page""`,
  );
});

test('the problems of all files are told at once', () => {
  const folder = inputFolder({
    'scenarios/a/one.yaml': scenario('  - lood\n'),
    'scenarios/a/two.yaml': 'title: [',
    'scenarios/b/three.yaml': scenario('  - track: A\n'),
  });
  expect(inputErrorOf(folder, () => loadScenarioFiles([folder], { registry }))).toMatchInlineSnapshot(`
    "scenarios/a/one.yaml:5:5: unknown step without a value "lood" (did you mean "load"?); allowed: load, startSession, endSession, reset, getSessionId, consent, reload, restart, crash, close, background, foreground, freeze, thaw
    scenarios/a/two.yaml:1:9: not valid YAML: a list that began with [ is not closed; allowed: ]
    scenarios/b/three.yaml:5:5: "track" needs an open page, but the client "tab1" has none; load it first"
  `);
});

test('the files of a selection are known whether they can be read or not', () => {
  const folder = sampleFolder();
  const scenarios = path.join(folder, 'scenarios');
  writeFileSync(path.join(scenarios, 'reset', 'broken.yaml'), 'steps: [');
  const below = (selectors: string[]) =>
    scenarioFilesOf(selectors, [scenarios])
      .map((file) => path.relative(realpathSync(scenarios), file))
      .sort();
  expect(below(['reset/*', 'timeout/beyond/type=page', 'nothing/*'])).toEqual([
    'reset/again.yml',
    'reset/broken.yaml',
    'timeout/beyond.yaml',
  ]);
  expect(below([])).toEqual(below([scenarios]));
  expect(below([])).toContain('reset/broken.yaml');
});

test('cases are selected by globs over their ids, and a glob that selects none is a problem', () => {
  const folder = sampleFolder();
  const cases = allCases(loadScenarioFiles([`${folder}/scenarios`], { registry }), web);
  expect(selectCases(cases, [])).toEqual(cases);
  expect(selectCases(cases, ['**/type=page', 'reset/*']).map(({ id }) => id)).toEqual([
    'reset/again',
    'timeout/beyond/type=page',
  ]);
  expect(inputErrorOf(undefined, () => selectCases(cases, ['reset/*', 'nothing/*', 'x']))).toBe(
    'no scenario is selected by "nothing/*"\nno scenario is selected by "x"',
  );
});
