import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageBuild } from '../../../src/target/sdk/package-build.js';
import { withFolder } from '../../promises/command-line.js';
import { acme, manifest, writeFiles } from './package-folder.js';

const both = { 'package.json': manifest('3.7.0'), 'dist/modern.cjs': 'm', 'dist/legacy.cjs': 'l' };

function build(files: Readonly<Record<string, string>>, wanted?: string) {
  return withFolder((folder) => {
    const chosen = packageBuild(acme, writeFiles(folder, files), './package', wanted);
    return { ...chosen, file: path.relative(folder, chosen.file).split(path.sep).join('/') };
  });
}

describe('a build of a package', () => {
  test('is the first without a wish, and is not mentioned then', () => {
    expect(build(both)).toEqual({ file: 'dist/modern.cjs', subject: '@acme/analytics 3.7.0', version: '3.7.0' });
    expect(build(both, 'modern')).toEqual(build(both));
  });

  test('is named when it is another', () => {
    expect(build(both, 'legacy')).toEqual({
      file: 'dist/legacy.cjs',
      subject: '@acme/analytics 3.7.0, legacy build',
      version: '3.7.0',
      variant: 'legacy',
    });
  });

  test('is named as well when the version lacks the first', () => {
    const { 'dist/modern.cjs': _gone, ...legacyOnly } = both;
    expect(build(legacyOnly)).toMatchObject({ variant: 'legacy', subject: '@acme/analytics 3.7.0, legacy build' });
  });

  test('is found where older versions have it', () => {
    expect(build({ 'package.json': manifest('1.0.0'), 'old/modern.js': '' })).toMatchObject({ file: 'old/modern.js' });
  });

  test('is refused in a version before the oldest that can be judged, with the reason', () => {
    const driven = { ...acme, oldest: { version: '2.10.0', reason: 'it sends nothing' } };
    const built = (version: string) =>
      withFolder((folder) =>
        packageBuild(driven, writeFiles(folder, { ...both, 'package.json': manifest(version) }), 'acme', undefined),
      );
    expect(built('2.10.0').version).toBe('2.10.0');
    expect(() => built('2.9.9')).toThrow(
      '@acme/analytics 2.9.9 cannot be judged: it sends nothing; allowed: 2.10.0 or newer',
    );
  });

  test.each([
    [{}, undefined, '--sdk ./package is a folder without a package.json'],
    [{ 'package.json': manifest('1.0.0') }, undefined, '--sdk ./package has none of the builds that can be judged'],
    [both, 'legasy', '@acme/analytics 3.7.0 has no build "legasy" (did you mean "legacy"?); allowed: modern, legacy'],
    [
      { 'package.json': manifest('1.0.0'), 'dist/legacy.cjs': '' },
      'modern',
      '@acme/analytics 1.0.0 has no build "modern"; allowed: legacy',
    ],
  ])('%j without the build %s is refused', (files, wanted, message) => {
    expect(() => build(files, wanted)).toThrow(message);
  });
});
