import path from 'node:path';
import { expect, test } from 'vitest';
import { builtInScenarios, sourcesOf } from '../../src/cli/sources.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';

test('without a word there is what Lapse has', () => {
  const expected = { scenarioFolders: [builtInScenarios], deviationFiles: [], builtIn: true };
  expect(sourcesOf({ 'built-in': true })).toEqual(expected);
});

test('what a project has is beside it, or alone', () => {
  const folder = inputFolder({ 'one/x/y.yaml': '', 'two, three/x/z.yaml': '' });
  const [one, two] = [path.join(folder, 'one'), path.join(folder, 'two, three')];
  const given = { 'scenario-folders': `${one}, ${one}`, deviations: ['a.yaml', 'b.yaml'] };
  expect(sourcesOf(given).scenarioFolders).toEqual([builtInScenarios, one, one]);
  expect(sourcesOf(given).deviationFiles).toEqual(['a.yaml', 'b.yaml']);
  // A list comes from the configuration, where a comma is part of a name.
  const alone = { 'scenario-folders': [one, two], 'built-in': false };
  expect(sourcesOf(alone)).toEqual({ scenarioFolders: [one, two], deviationFiles: [], builtIn: false });
});

test('a folder that is not there is told, and so is that nothing is left to play', () => {
  const message = inputErrorOf(undefined, () => sourcesOf({ 'scenario-folders': 'nowhere' }));
  expect(message).toBe('--scenario-folders names "nowhere", which is no folder');
  expect(inputErrorOf(undefined, () => sourcesOf({ 'built-in': false }))).toMatch(/^--no-built-in leaves no scenarios/);
});
