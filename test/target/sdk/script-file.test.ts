import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { scriptFile } from '../../../src/target/sdk/script-file.js';
import { withFolder } from '../../promises/command-line.js';
import { acme, manifest, writeFiles } from './package-folder.js';

const source = 'exports.a = 1;\n';
const hash = `sha256:${createHash('sha256').update(source).digest('hex').slice(0, 12)}`;

describe('a script of ones own', () => {
  test('has the version of the package that it lies in, and says which bytes it was', () => {
    withFolder((folder) => {
      writeFiles(folder, { 'package.json': manifest('3.7.0'), 'dist/bundle.js': source });
      const given = path.join(folder, 'dist', 'bundle.js');
      expect(scriptFile(given, acme.name)).toEqual({
        file: given,
        subject: `@acme/analytics 3.7.0, bundle.js ${hash}`,
        version: '3.7.0',
        variant: 'bundle.js',
        again: given,
      });
    });
  });

  test('is known by its name and its bytes alone, outside of such a package', () => {
    withFolder((folder) => {
      writeFiles(folder, { 'package.json': manifest('3.7.0', 'shop'), 'bundle.js': source });
      expect(scriptFile(path.join(folder, 'bundle.js'), acme.name)).toMatchObject({
        subject: `bundle.js ${hash}`,
        version: hash,
        variant: 'bundle.js',
      });
    });
  });

  test('is named as it was given, and found from the current folder', () => {
    const given = path.relative(process.cwd(), path.join(import.meta.dirname, '../../fixtures/sdks/plain.cjs'));
    expect(scriptFile(given, acme.name)).toMatchObject({ file: path.resolve(given), again: given });
  });

  test.each([
    ['', 'is empty; allowed: a script that holds the whole SDK'],
    [' \n\t', 'is empty'],
    ['exports = ', 'bundle.js:1:1: the script ends too early'],
  ])('%j is refused', (content, message) => {
    withFolder((folder) => {
      writeFiles(folder, { 'bundle.js': content });
      expect(() => scriptFile(path.join(folder, 'bundle.js'), acme.name)).toThrow(message);
    });
  });

  test('what cannot be read is refused', () => {
    withFolder((folder) => {
      expect(() => scriptFile(folder, acme.name)).toThrow(`--sdk ${folder} cannot be read (EISDIR`);
    });
  });
});
