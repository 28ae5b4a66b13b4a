import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDeviations } from '../../src/spec/deviations.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { inputErrorOf, inputFolder } from './input-folder.js';

const [first = ''] = loadRequirements().byId.keys();

test('all deviations of the specification load', () => {
  const files = readdirSync(join(packageRoot, 'spec/deviations'));
  expect(files).toContain('rudderstack-js.yaml');
  for (const file of files) expect(loadDeviations(file.replace('.yaml', ''))).toBeInstanceOf(Array);
});

test('without a file nothing is known', () => {
  expect(loadDeviations('nobody', { folder: inputFolder({}) })).toEqual([]);
  expect(loadDeviations('../policies/rudderstack-web')).toEqual([]);
});

test('a deviation has its place, and a target with a colon has a file', () => {
  const text = `target: model:x
deviations:
  - id: known-one
    requirement: ${first}
    scenarios: ['timeout/*']
    checks: [id]
    reason: The SDK does otherwise.
    link: https://shop.example/1
    review: 2026-12-31
`;
  const folder = inputFolder({ 'model-x.yaml': text });
  expect(loadDeviations('model:x', { folder })).toEqual([
    {
      id: 'known-one',
      requirement: first,
      scenarios: ['timeout/*'],
      checks: ['id'],
      reason: 'The SDK does otherwise.',
      link: 'https://shop.example/1',
      review: '2026-12-31',
      place: { file: `${folder}/model-x.yaml`, line: 3, column: 9 },
    },
  ]);
});

test('what is wrong with a deviation', () => {
  const one = (requirement: string, review: string): string =>
    `  - { id: a, requirement: ${requirement}, scenarios: [x/y], reason: Because., review: ${review} }\n`;
  const folder = inputFolder({
    'a.yaml': `target: b\ndeviations:\n${one(first, '2026-02-30')}${one('SES-NOTHING-001', '2026-12-31')}`,
    'c.yaml': `target: c\ndeviations:\n${one('timeout', 'soon').replace('scenarios: [x/y], ', '')}`,
  });
  expect(inputErrorOf(folder, () => loadDeviations('a', { folder }))).toMatchInlineSnapshot(`
    "a.yaml:1:9: target is "b" in the file of "a"; allowed: a
    a.yaml:3:87: review is "2026-02-30", which is no day of the calendar
    a.yaml:4:11: id "a" is used twice
    a.yaml:4:27: unknown requirement "SES-NOTHING-001"; allowed: an id that lapse list --what requirements shows"
  `);
  expect(inputErrorOf(folder, () => loadDeviations('c', { folder }))).toMatchInlineSnapshot(`
    "c.yaml:3:5: deviations[0] lacks the key "scenarios"
    c.yaml:3:27: deviations[0].requirement is "timeout"; allowed: an id such as SES-TIMEOUT-003
    c.yaml:3:62: deviations[0].review is "soon"; allowed: a date such as 2026-11-23"
  `);
});
