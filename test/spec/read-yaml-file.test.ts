import { expect, test } from 'vitest';
import { formatProblem, type InputProblem } from '../../src/spec/input-error.js';
import { readYamlFile } from '../../src/spec/read-yaml-file.js';
import { inputFolder } from './input-folder.js';

test('files that are not there, are folders or are too long', () => {
  const folder = inputFolder({ 'sub/x.yaml': 'a: 1', 'long.yaml': `a: ${'x'.repeat(4_000_001)}` });
  const problems: InputProblem[] = [];
  for (const name of ['none.yaml', 'sub', 'long.yaml']) readYamlFile(`${folder}/${name}`, problems);
  expect(problems.map((problem) => formatProblem(problem).replace(`${folder}/`, ''))).toMatchInlineSnapshot(`
    [
      "none.yaml:1:1: the file cannot be read: it does not exist (ENOENT)",
      "sub:1:1: the file cannot be read: it is a folder (EISDIR)",
      "long.yaml:1:1: the file is too long: 4000004 bytes; allowed: at most 4000000 bytes",
    ]
  `);
});

test('a file is read, and its places are shown as they are seen from here', () => {
  const folder = inputFolder({ 'x.yaml': 'a: 1\nb: [2]\n' });
  const yaml = readYamlFile(`${folder}/x.yaml`, []);
  expect(yaml?.value).toEqual({ a: 1, b: [2] });
  expect(yaml?.locate(['b', 0])).toEqual({ file: `${folder}/x.yaml`, line: 2, column: 5 });
});
