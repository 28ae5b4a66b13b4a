import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listPopulations, populationFile, populationId } from '../../src/dataset/population-files.js';
import { inputErrorOf } from '../spec/input-folder.js';

test('populations that come with Lapse are found by the names of their files', () => {
  expect(listPopulations()).toEqual(['classroom', 'content', 'game', 'health-shop', 'marketplace']);
  for (const id of listPopulations()) {
    expect(readFileSync(populationFile(id), 'utf8')).toContain('journeys:');
    expect(populationId(populationFile(id))).toBe(id);
  }
});

test('one that does not come with Lapse is told with what was probably meant', () => {
  expect(inputErrorOf(undefined, () => populationFile('contents'))).toBe(
    'unknown population "contents" (did you mean "content"?); allowed: classroom, content, game, health-shop, marketplace',
  );
});
