import path from 'node:path';
import { expect, test } from 'vitest';
import { affectedBy } from '../../src/cli/watch.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { caseOf, load } from '../judge/fixture.js';

const inFile = (id: string, file: string) => caseOf([load], {}, { id, place: { file, line: 1, column: 1 } });
const cases = [inFile('a/one/x=1', 'a/one.yaml'), inFile('a/one/x=2', 'a/one.yaml'), inFile('a/two', 'a/two.yaml')];
const scripts = [path.resolve('sdk/index.cjs')];
const sources = { scenarioFolders: ['a'], deviationFiles: ['a/deviations.yaml'] };

const ids = (...changed: string[]): string[] =>
  affectedBy(new Set(changed.map((file) => path.resolve(file))), cases, { scripts, sources }).map(({ id }) => id);

test('a scenario affects its own cases', () => {
  expect(ids('a/one.yaml')).toEqual(['a/one/x=1', 'a/one/x=2']);
  expect(ids('a/two.yaml', 'a/one.yaml')).toHaveLength(3);
  expect(ids('a/gone.yaml')).toEqual([]);
});

test('the script of the SDK, the specification and what a project knows affect all of them', () => {
  expect(ids('sdk/index.cjs')).toHaveLength(3);
  expect(ids('a/deviations.yaml')).toHaveLength(3);
  expect(ids(path.join(packageRoot, 'spec', 'policies', 'rudderstack-web.yaml'), 'a/two.yaml')).toHaveLength(3);
});
