import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFolderAbove, readManifest } from '../../../src/target/sdk/manifest.js';
import { withFolder } from '../../promises/command-line.js';
import { manifest, writeFiles } from './package-folder.js';

describe('a manifest', () => {
  test('is read as name and version', () => {
    withFolder((folder) => {
      writeFiles(folder, { 'package.json': JSON.stringify({ name: 'a', version: '1.0.0', main: 'x.js' }) });
      expect(readManifest(folder)).toEqual({ name: 'a', version: '1.0.0' });
    });
  });

  test.each(['', '{', '[]', 'null', '1', '{"name":"a"}', '{"name":1,"version":"1.0.0"}'])('%j is none', (text) => {
    withFolder((folder) => {
      writeFiles(folder, { 'package.json': text });
      expect(readManifest(folder)).toBeUndefined();
    });
  });

  test('is not there, or is a folder', () => {
    withFolder((folder) => {
      expect(readManifest(folder)).toBeUndefined();
      writeFiles(folder, { 'package.json/x': '' });
      expect(readManifest(folder)).toBeUndefined();
    });
  });
});

test('a file belongs to the nearest package of that name, whatever lies between', () => {
  withFolder((folder) => {
    writeFiles(folder, {
      'package.json': manifest('1.0.0'),
      'inner/package.json': manifest('2.0.0'),
      'inner/dist/package.json': manifest('9.0.0', 'another'),
      'inner/dist/cjs/package.json': '{"type":"commonjs"}',
    });
    expect(packageFolderAbove(path.join(folder, 'inner/dist/cjs/index.js'), '@acme/analytics')).toBe(
      path.join(folder, 'inner'),
    );
    expect(packageFolderAbove(path.join(folder, 'inner/dist/index.js'), '@acme/analytics')).toBe(
      path.join(folder, 'inner'),
    );
    expect(packageFolderAbove(path.join(folder, 'index.js'), '@acme/analytics')).toBe(folder);
    expect(packageFolderAbove(path.join(folder, 'index.js'), '@acme/nothing')).toBeUndefined();
  });
});
