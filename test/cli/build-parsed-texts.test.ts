import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsedTextsBelow } from '../../src/cli/build-parsed-texts.js';
import { expandMatrix } from '../../src/scenario/matrix.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { ParsedTexts } from '../../src/spec/parsed-texts.js';
import { validateAgainst } from '../../src/spec/schemas.js';
import { inputFolder } from '../spec/input-folder.js';

const written = readFileSync(path.join(packageRoot, 'dist', 'parsed-texts.tsv'), 'utf8');

describe('what the build has parsed', () => {
  test('is what parsing comes to today', () => {
    const folders = ['scenarios', 'spec'].map((name) => path.join(packageRoot, name));
    expect(parsedTextsBelow(folders) === written).toBe(true);
  });

  test('has every scenario and the whole specification', () => {
    const known = new ParsedTexts(written);
    for (const folder of ['scenarios', 'spec'].map((name) => path.join(packageRoot, name))) {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.yaml')) continue;
        const text = readFileSync(path.join(folder, name), 'utf8');
        expect(known.find(text, name)?.value, name).toBeTypeOf('object');
      }
    }
  });

  test('keeps a schema when all that the matrix makes of it does', () => {
    const text = (values: string): string =>
      `title: One\nrequirements: [SES-ID-001]\nplatform: web\nmatrix: { word: [${values}] }\nsteps: [load, '\${word}']\n`;
    const keeps = (values: string): boolean => {
      const folder = inputFolder({ 'a.yaml': text(values) });
      const yaml = new ParsedTexts(parsedTextsBelow([folder])).find(text(values), 'x');
      if (yaml === undefined) throw new Error('the text is known');
      const [first] = expandMatrix(yaml, []);
      if (first === undefined) throw new Error('the matrix is right');
      // What is known of a value is not looked at again, so that a wrong one tells whether it is.
      Reflect.set(first.yaml.value as object, 'steps', 3);
      return validateAgainst('scenario', first.yaml).length === 0;
    };
    expect([keeps('reset, close'), keeps('reset, nothing')]).toEqual([true, false]);
  });

  test('lacks a file that is wrong, which whoever reads it is told', () => {
    const folder = inputFolder({ 'a/right.yaml': 'a: 1\n', 'a/wrong.yaml': 'a: [1\n', 'a/other.txt': 'b: 1\n' });
    const known = new ParsedTexts(parsedTextsBelow([folder]));
    expect(known.find('a: 1\n', 'x')?.value).toEqual({ a: 1 });
    expect([known.find('a: [1\n', 'x'), known.find('b: 1\n', 'x')]).toEqual([undefined, undefined]);
  });
});
