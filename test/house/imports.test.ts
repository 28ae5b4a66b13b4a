import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow } from './source-files.js';

/** Who may import whom: the one place where this is written down. Everything else is forbidden. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  time: [],
  record: ['time'],
  spec: ['time', 'record'],
  engine: ['time', 'record', 'spec'],
  scenario: ['time', 'record', 'spec', 'engine'],
  wire: ['time', 'record', 'spec', 'engine'],
  target: ['time', 'record', 'spec', 'engine', 'wire'],
  judge: ['time', 'record', 'spec', 'engine', 'wire'],
  explain: ['time', 'record', 'spec'],
  suite: ['time', 'record', 'spec', 'engine', 'wire', 'scenario', 'target', 'judge', 'explain'],
  fuzz: ['time', 'record', 'spec', 'engine', 'wire', 'scenario', 'target', 'judge', 'explain', 'suite'],
  mutants: ['time', 'record', 'spec', 'engine', 'wire', 'scenario', 'target', 'judge', 'explain', 'suite'],
  // The database in the process that reads and writes tables.
  duckdb: ['time', 'record', 'spec'],
  // What was looked at, as tables and plots on a terminal and on a page.
  sight: ['time', 'record'],
  // A faulty SDK in a dataset is one of the seeded faults.
  dataset: ['time', 'record', 'spec', 'engine', 'duckdb', 'sight', 'mutants'],
  warehouse: ['time', 'record', 'spec', 'engine', 'duckdb', 'sight'],
  report: ['time', 'record', 'spec', 'explain'],
  cli: [
    'time',
    'record',
    'spec',
    'engine',
    'wire',
    'scenario',
    'target',
    'judge',
    'explain',
    'suite',
    'fuzz',
    'mutants',
    'duckdb',
    'sight',
    'dataset',
    'warehouse',
    'report',
  ],
  // The suite within a test framework: the options of the command line, without a command line.
  conformance: [
    'time',
    'record',
    'spec',
    'engine',
    'wire',
    'scenario',
    'target',
    'judge',
    'explain',
    'suite',
    'fuzz',
    'mutants',
    'report',
    'cli',
  ],
  // The library: a window onto what is below.
  'index.ts': ['record', 'spec', 'target', 'fuzz'],
};

/** Families: files of one shape that an index lists and that know nothing of each other. */
const families = [
  'src/judge/checks',
  'src/cli/commands',
  'src/engine/quirks',
  'src/mutants/museum',
  'src/suite/tamperings',
  'src/dataset/check/quantities',
  'src/dataset/describe/sections',
  'src/warehouse/audit/findings',
  'src/warehouse/sql/dialects',
  'src/warehouse/verify/deviations',
];

const files = filesBelow(['src'], /\.ts$/);

/** The files of this package that a file imports, by name. */
function importsOf(file: (typeof files)[number]): string[] {
  return [...file.text.matchAll(/(?:from|import) '(\.[^']+)\.js'/g)].map(([, target]) =>
    path.posix.join(path.posix.dirname(file.name), `${target}.ts`),
  );
}

const layerOf = (name: string): string => name.split('/')[1] ?? '';

describe('imports', () => {
  test('there are files to look at, and they import each other', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(150);
  });

  test('a room imports only from the rooms that the table allows', () => {
    const forbidden = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => layerOf(target) !== layerOf(file.name))
        .filter((target) => allowed[layerOf(file.name)]?.includes(layerOf(target)) !== true)
        .map((target) => `${file.name} imports ${target}`),
    );
    expect(forbidden).toEqual([]);
  });

  test('neither of the two browsers, jsdom and Chromium, knows anything of the other', () => {
    const browsers = ['jsdom', 'chromium'];
    const placeOf = (name: string): string => /^src\/target\/([^/]+)\//.exec(name)?.[1] ?? '';
    const pairs = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => placeOf(target) !== placeOf(file.name))
        .filter((target) => browsers.includes(placeOf(target)))
        // Only the list of targets, which is in none of these folders, knows them.
        .filter(() => placeOf(file.name) !== '')
        .map((target) => `${file.name} imports ${target}`),
    );
    expect(pairs).toEqual([]);
  });

  test('the naive opinion shares nothing with what it is compared with', () => {
    const [naive] = filesBelow(['test/naive'], /^sessions\.ts$/);
    expect(naive?.text).toContain('export function naiveSessions');
    expect(naive?.text).not.toMatch(/\bimport\b|\brequire\b/);
  });

  test('every imported file exists', () => {
    const names = new Set(files.map(({ name }) => name));
    expect(files.flatMap(importsOf).filter((target) => !names.has(target))).toEqual([]);
  });

  test('no file imports itself over others', () => {
    const graph = new Map(files.map((file) => [file.name, importsOf(file)]));
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (name: string, trail: readonly string[]): void => {
      if (trail.includes(name)) circles.push([...trail.slice(trail.indexOf(name)), name].join(' → '));
      if (trail.includes(name) || done.has(name)) return;
      for (const next of graph.get(name) ?? []) visit(next, [...trail, name]);
      done.add(name);
    };
    for (const { name } of files) visit(name, []);
    expect(circles).toEqual([]);
  });

  test.each(families)('the members of %s do not import each other', (family) => {
    const members = files.filter(({ name }) => path.posix.dirname(name) === family && !name.endsWith('/index.ts'));
    expect(members.length).toBeGreaterThan(3);
    const pairs = members.flatMap((file) =>
      importsOf(file)
        .filter((target) => path.posix.dirname(target) === family)
        .map((target) => `${file.name} imports ${target}`),
    );
    expect(pairs).toEqual([]);
  });
});
