import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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

test('what is known of an SDK is known of it in a browser too, and not the other way round', () => {
  const file = (target: string, id: string): string => `target: ${target}
deviations:
  - { id: ${id}, requirement: ${first}, scenarios: ['a/*'], reason: It is so., review: "2027-05-31" }
`;
  const folder = inputFolder({
    'x.yaml': file('x', 'anywhere'),
    'x@chromium.yaml': file('x@chromium', 'in-a-browser'),
  });
  expect(loadDeviations('x@chromium', { folder }).map(({ id }) => id)).toEqual(['anywhere', 'in-a-browser']);
  expect(loadDeviations('x', { folder }).map(({ id }) => id)).toEqual(['anywhere']);
});

test('scenarios may be a map from each to its steps, which have places', () => {
  const text = `target: x
deviations:
  - id: known-one
    requirement: ${first}
    scenarios:
      timeout/one: [3, 5]
      timeout/two/*: [4]
    reason: Because.
    review: 2026-12-31
`;
  const folder = inputFolder({ 'x.yaml': text });
  const [read] = loadDeviations('x', { folder });
  const at = (line: number, column: number) => ({ file: `${folder}/x.yaml`, line, column });
  expect(read?.scenarios).toEqual(['timeout/one', 'timeout/two/*']);
  expect([...(read?.steps ?? [])]).toEqual([
    [
      'timeout/one',
      [
        { number: 3, place: at(6, 21) },
        { number: 5, place: at(6, 24) },
      ],
    ],
    ['timeout/two/*', [{ number: 4, place: at(7, 23) }]],
  ]);
});

test('what is wrong with the steps of a deviation', () => {
  const one = (scenarios: string): string =>
    `target: x\ndeviations:\n  - { id: a, requirement: ${first}, reason: B., review: 2026-12-31, scenarios: ${scenarios} }\n`;
  const wrong = (scenarios: string): string => {
    const folder = inputFolder({ 'x.yaml': one(scenarios) });
    return inputErrorOf(folder, () => loadDeviations('x', { folder }));
  };
  expect(wrong('{ t/one: [0], t/two: [1.5], t/three: [1, 1], t/four: 3, t/five: [] }')).toMatchInlineSnapshot(`
    "x.yaml:3:96: deviations[0].scenarios.t/one[0] is 0; allowed: at least 1
    x.yaml:3:108: deviations[0].scenarios.t/two[0] is 1.5; allowed: the number of a step, from 1
    x.yaml:3:127: deviations[0].scenarios.t/three[1] is 1, as deviations[0].scenarios.t/three[0] is; allowed: each once
    x.yaml:3:139: deviations[0].scenarios.t/four is 3; allowed: the numbers of steps, from 1
    x.yaml:3:150: deviations[0].scenarios.t/five is empty; allowed: at least 1 entry"
  `);
  expect(wrong('{}')).toMatchInlineSnapshot(
    `"x.yaml:3:86: deviations[0].scenarios is empty; allowed: at least 1 entry"`,
  );
  expect(wrong('t/one')).toMatchInlineSnapshot(
    `"x.yaml:3:86: deviations[0].scenarios is "t/one"; allowed: a list of scenarios, or a map from each to the steps at which it fails"`,
  );
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

describe('files of a project', () => {
  const entry = (id: string) => `  - id: ${id}
    requirement: ${first}
    scenarios: ['timeout/*']
    reason: The SDK does otherwise.
    review: 2026-12-31
`;
  const fileOf = (target: string, ...ids: string[]): string =>
    `target: ${target}\ndeviations:${ids.length === 0 ? ' []' : ''}\n${ids.map(entry).join('')}`;

  test('are about their target only, and stand beside what Lapse knows, or alone', () => {
    const folder = inputFolder({
      'built-in/one.yaml': fileOf('one', 'ours'),
      'mine.yaml': fileOf('one', 'mine'),
      'other.yaml': fileOf('two', 'mine'),
    });
    const files = ['mine.yaml', 'other.yaml'].map((name) => join(folder, name));
    const idsOf = (target: string, builtIn?: string) =>
      loadDeviations(target, { folder: builtIn, files }).map(({ id }) => id);
    expect(idsOf('one', join(folder, 'built-in'))).toEqual(['ours', 'mine']);
    expect(idsOf('one')).toEqual(['mine']);
    expect(idsOf('two', join(folder, 'built-in'))).toEqual(['mine']);
  });

  test('are told where an id is taken, and what is wrong with any of them', () => {
    const folder = inputFolder({
      'built-in/one.yaml': fileOf('one', 'taken'),
      'mine.yaml': fileOf('one', 'taken', 'mine').replaceAll('2026-12-31', '2026-13-31'),
      'other.yaml': 'target: two\n',
    });
    const files = ['mine.yaml', 'other.yaml'].map((name) => join(folder, name));
    const message = inputErrorOf(folder, () => loadDeviations('one', { folder: join(folder, 'built-in'), files }));
    expect(message.split('\n')).toEqual([
      'mine.yaml:3:9: id "taken" is used twice',
      'mine.yaml:7:13: review is "2026-13-31", which is no day of the calendar',
      'mine.yaml:12:13: review is "2026-13-31", which is no day of the calendar',
      'other.yaml:1:1: the file lacks the key "deviations"',
    ]);
  });
});

test('a deviation for some versions of one platform, and a flaky one', () => {
  const one = (more: string): string =>
    `target: x\ndeviations:\n  - { id: a, requirement: ${first}, reason: B., review: 2026-12-31, scenarios: [x/y], ${more} }\n`;
  const read = (more: string) => {
    const folder = inputFolder({ 'x.yaml': one(more) });
    return { folder, load: () => loadDeviations('x', { folder }) };
  };
  expect(read("versions: '>=3.2 <4', platform: web, flaky: true").load()).toMatchObject([
    { versions: '>=3.2 <4', platform: 'web', flaky: true },
  ]);
  const wrong = (more: string): string =>
    inputErrorOf(read(more).folder, read(more).load).replace(/^.*x\.yaml/, 'x.yaml');
  expect(wrong('versions: newer')).toMatchInlineSnapshot(
    `"x.yaml:3:103: versions is "newer", which is no range of versions; allowed: a range such as '>=3.20.0 <3.34.0' or '3.x'"`,
  );
  expect(wrong('platform: tv')).toMatchInlineSnapshot(
    `"x.yaml:3:103: deviations[0].platform is "tv"; allowed: web, mobile"`,
  );
});

test('a question blocks until it is answered', () => {
  const text = `target: x
deviations:
  - id: seen
    requirement: ${first}
    scenarios: [x/y]
    reason: "? why"
    link: "? where"
    review: "2026-12-31"
`;
  const folder = inputFolder({ 'x.yaml': text });
  expect(inputErrorOf(folder, () => loadDeviations('x', { folder }))).toMatchInlineSnapshot(`
    "x.yaml:6:13: the reason is still a question, "? why"; allowed: why it fails, in words
    x.yaml:7:11: the link is still a question, "? where"; allowed: a web address, or no link at all"
  `);
  expect(loadDeviations('x', { folder, openQuestions: true })).toHaveLength(1);
});

test('further files have their deviations beside those of the target', () => {
  const entry = (id: string): string =>
    `target: x\ndeviations:\n  - { id: ${id}, requirement: ${first}, reason: B., review: 2026-12-31, scenarios: [x/y] }\n`;
  const folder = inputFolder({
    'x.yaml': entry('ours'),
    'mine.yaml': entry('mine'),
    'again.yaml': entry('ours'),
    'other.yaml': entry('other').replace('target: x', 'target: y'),
  });
  const at = (name: string): string => join(folder, name);
  expect(loadDeviations('x', { folder, files: [at('mine.yaml')] }).map(({ id }) => id)).toEqual(['ours', 'mine']);
  expect(loadDeviations('x', { folder: inputFolder({}), files: [at('mine.yaml')] }).map(({ id }) => id)).toEqual([
    'mine',
  ]);
  const wrong = () => loadDeviations('x', { folder, files: [at('again.yaml'), at('other.yaml')] });
  expect(inputErrorOf(folder, wrong)).toMatchInlineSnapshot(`"again.yaml:3:11: id "ours" is used twice"`);
});
