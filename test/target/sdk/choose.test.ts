import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { chooseFrom } from '../../../src/target/sdk/choose.js';
import type { DrivenPackage, SdkChoice } from '../../../src/target/sdk/chosen-sdk.js';
import { acme, manifest, writeFiles } from './package-folder.js';
import { withRegistry } from './registry.js';

const packageFiles = (version: string) => ({
  'package.json': manifest(version),
  'dist/modern.cjs': 'exports.a = 1;',
  'dist/legacy.cjs': 'exports.a = 2;',
});

const { name } = acme;
const published = ['1.0.0', '1.1.0'].map((version) => ({ version, files: packageFiles(version) }));
let folder = '';
let installed: DrivenPackage = acme;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapse-choose-'));
  writeFiles(path.join(folder, 'installed'), packageFiles('3.0.0'));
  writeFiles(path.join(folder, 'own'), packageFiles('3.0.1'));
  installed = { ...acme, installed: () => path.join(folder, 'installed') };
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  vi.stubEnv('LAPSE_CACHE', path.join(folder, 'cache'));
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const choose = (choice: SdkChoice, driven = installed) => chooseFrom(driven, choice);

describe('the installed package', () => {
  test.each([[{}], [{ sdk: name }], [{ offline: true }]])('%j', async (choice) => {
    expect(await choose(choice)).toEqual({
      file: path.join(folder, 'installed', 'dist', 'modern.cjs'),
      subject: '@acme/analytics 3.0.0',
      version: '3.0.0',
    });
  });

  test('in another build', async () => {
    expect(await choose({ build: 'legacy' })).toMatchObject({ variant: 'legacy', version: '3.0.0' });
    await expect(choose({ build: 'ancient' })).rejects.toThrow('has no build "ancient"');
  });

  test('is taken when its very version is asked for, for it need not be fetched', async () => {
    const chosen = await choose({ sdk: `${name}@3.0.0`, build: 'legacy', offline: true });
    expect(chosen).toMatchObject({ variant: 'legacy', version: '3.0.0', again: `${name}@3.0.0` });
    expect(chosen.file).toContain(path.join(folder, 'installed'));
  });
});

describe('what somebody built', () => {
  test('a script', async () => {
    const sdk = path.join(folder, 'own', 'dist', 'legacy.cjs');
    expect(await choose({ sdk }, acme)).toMatchObject({
      file: sdk,
      version: '3.0.1',
      variant: 'legacy.cjs',
      again: sdk,
    });
  });

  test('a package, in one of its builds', async () => {
    const sdk = path.join(folder, 'own');
    expect(await choose({ sdk, build: 'legacy' }, acme)).toEqual({
      file: path.join(sdk, 'dist', 'legacy.cjs'),
      subject: '@acme/analytics 3.0.1, legacy build',
      version: '3.0.1',
      variant: 'legacy',
      again: sdk,
    });
  });

  test('a script has no builds', async () => {
    const sdk = path.join(folder, 'own', 'dist', 'legacy.cjs');
    await expect(choose({ sdk, build: 'legacy' })).rejects.toThrow('--build chooses among the builds of a package');
  });

  test('what is not there is refused', async () => {
    await expect(choose({ sdk: './nothing.js' })).rejects.toThrow('--sdk is "./nothing.js", which is neither');
    await expect(choose({ sdk: '@acme/other@1.0.0' })).rejects.toThrow('--sdk names the package "@acme/other"');
  });
});

describe('a published version', () => {
  test('is fetched once, with nothing installed, and later without a network', async () => {
    await withRegistry(name, published, async ({ environment, cache, fetched }) => {
      for (const [key, value] of Object.entries(environment)) vi.stubEnv(key, value);
      const expected = {
        file: path.join(cache, '@acme', 'analytics', '1.0.0', 'dist', 'modern.cjs'),
        subject: '@acme/analytics 1.0.0',
        version: '1.0.0',
        again: `${name}@1.0.0`,
      };
      expect(await choose({ sdk: `${name}@1.0.0` }, acme)).toEqual(expected);
      expect(await choose({ sdk: `${name}@1.0.0` }, acme)).toEqual(expected);
      expect(await choose({ sdk: `${name}@1.0.0`, offline: true }, acme)).toEqual(expected);
      expect(fetched).toEqual(['1.0.0.tgz']);
      expect(await choose({ sdk: `${name}@latest`, build: 'legacy' })).toMatchObject({
        version: '1.1.0',
        again: `${name}@1.1.0`,
      });
      await expect(choose({ sdk: `${name}@1.0.1`, offline: true })).rejects.toThrow(
        'allowed: the versions that are here: 1.0.0, 1.1.0, 3.0.0',
      );
    });
  });

  test('is not fetched with --offline, which says how it would be', async () => {
    await expect(choose({ sdk: `${name}@1.0.0`, offline: true })).rejects.toThrow(
      `${name}@1.0.0 is not in the cache, and --offline forbids to fetch it; to fetch it: npx lapse run --sdk ${name}@1.0.0; allowed: the versions that are here: 3.0.0`,
    );
    await expect(choose({ sdk: `${name}@^1.0`, offline: true })).rejects.toThrow(
      `--offline forbids to ask the registry which version ${name}@^1.0 is`,
    );
  });
});
