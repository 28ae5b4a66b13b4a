import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packagePath, packageRoot, packageVersion } from '../../src/spec/package-root.js';

test('the folder of the package is the one that holds its manifest and what it ships', () => {
  const manifest: { name: string; version: string; files: string[] } = JSON.parse(
    readFileSync(path.join(packageRoot, 'package.json'), 'utf8'),
  );
  expect(manifest.name).toBe('lapse');
  expect(packageVersion).toBe(manifest.version);
  expect(manifest.files.filter((name) => !name.startsWith('!') && !existsSync(path.join(packageRoot, name)))).toEqual(
    [],
  );
});

test('a file of the package is seen from its folder, and another one from where somebody works', () => {
  expect(packagePath(path.join(packageRoot, 'spec', 'x.yaml'))).toBe('spec/x.yaml');
  expect(packagePath('spec/x.yaml')).toBe('spec/x.yaml');
  expect(packagePath('../elsewhere/x.yaml')).toBe('../elsewhere/x.yaml');
  expect(packagePath(path.resolve('../elsewhere/x.yaml'))).toBe('../elsewhere/x.yaml');
});
