import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cachedPackage, cachedVersions, cacheFolder, fetchPackage } from '../../../src/target/sdk/cache.js';
import { manifest } from './package-folder.js';
import { type Registry, withRegistry } from './registry.js';

const name = '@acme/analytics';

const published = [
  { version: '1.0.0', files: { 'package.json': manifest('1.0.0') } },
  {
    version: '1.1.0',
    files: {
      'package.json': manifest('1.1.0'),
      'README.md': 'read me',
      'dist/modern.cjs': 'modern',
      'dist/modern.cjs.map': '{}',
      'dist/legacy/index.js': 'legacy',
      'dist/index.d.ts': 'export {};',
      'node_modules/inner/package.json': '{}',
    },
  },
  { version: '6.6.6', files: { 'package.json': manifest('6.6.6', '@acme/another') } },
];

const registry = (use: (registry: Registry) => Promise<void>): Promise<void> =>
  withRegistry(name, published, async (each) => {
    for (const [key, value] of Object.entries(each.environment)) vi.stubEnv(key, value);
    await use(each);
  });

const namesIn = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What may have happened to an entry since it was fetched. */
const damages: readonly (readonly [what: string, damage: (folder: string) => void])[] = [
  ['a script was changed', (folder) => writeFileSync(path.join(folder, 'dist', 'modern.cjs'), 'modem')],
  ['a script is gone', (folder) => rmSync(path.join(folder, 'dist', 'modern.cjs'))],
  ['there is a file too many', (folder) => writeFileSync(path.join(folder, 'dist', 'more.js'), '')],
  ['its list is gone', (folder) => rmSync(path.join(folder, 'lapse-files.json'))],
  ['its list is cut', (folder) => writeFileSync(path.join(folder, 'lapse-files.json'), '{"dist/')],
];

describe('the folder of the cache', () => {
  const absolute = path.resolve('somewhere');
  test.each<[NodeJS.ProcessEnv, NodeJS.Platform, string]>([
    [{ LAPSE_CACHE: absolute, XDG_CACHE_HOME: '/x' }, 'linux', absolute],
    [{ LAPSE_CACHE: 'somewhere' }, 'win32', absolute],
    [{ XDG_CACHE_HOME: absolute }, 'linux', path.join(absolute, 'lapse')],
    [{ XDG_CACHE_HOME: 'relative', LAPSE_CACHE: '' }, 'linux', path.join(homedir(), '.cache', 'lapse')],
    [{ XDG_CACHE_HOME: absolute }, 'darwin', path.join(homedir(), 'Library', 'Caches', 'lapse')],
    [{ LOCALAPPDATA: absolute }, 'win32', path.join(absolute, 'lapse')],
    [{}, 'win32', path.join(homedir(), 'AppData', 'Local', 'lapse')],
  ])('%j on %s', (environment, platform, expected) => {
    expect(cacheFolder(environment, platform)).toBe(expected);
  });
});

describe('a published package', () => {
  test('is fetched once, scripts and manifest only, and nothing else stays behind', async () => {
    await registry(async ({ cache, fetched }) => {
      expect(cachedPackage(name, '1.1.0')).toBeUndefined();
      expect(cachedVersions(name)).toEqual([]);
      const folder = await fetchPackage(name, '1.1.0');
      expect(folder).toBe(path.join(cache, '@acme', 'analytics', '1.1.0'));
      expect(namesIn(folder).filter((each) => each.includes('.'))).toEqual(
        ['dist/legacy/index.js', 'dist/modern.cjs', 'lapse-files.json', 'package.json'].map(path.normalize),
      );
      expect(readdirSync(cache)).toEqual(['@acme']);
      expect(cachedPackage(name, '1.1.0')).toBe(folder);
      expect(cachedVersions(name)).toEqual(['1.1.0']);
      expect(fetched).toEqual(['1.1.0.tgz']);
      // An entry that is whole may be in use by another process, so it is never replaced.
      const before = statSync(folder).ino;
      await fetchPackage(name, '1.1.0');
      expect(statSync(folder).ino).toBe(before);
      expect(readdirSync(cache)).toEqual(['@acme']);
    });
  });

  test('is looked at before it is used, and fetched again unless it is as it was', async () => {
    await registry(async ({ cache, fetched }) => {
      // Kept by its exact version, whatever was asked for.
      const folder = await fetchPackage(name, '^1.0.0');
      const backup = path.join(cache, 'backup');
      cpSync(folder, backup, { recursive: true });
      for (const [what, damage] of damages) {
        damage(folder);
        expect(cachedPackage(name, '1.1.0'), what).toBeUndefined();
        rmSync(folder, { recursive: true });
        cpSync(backup, folder, { recursive: true });
        expect(cachedPackage(name, '1.1.0'), what).toBe(folder);
      }
      damages[0]?.[1](folder);
      expect(await fetchPackage(name, '1.1.0')).toBe(folder);
      expect(cachedPackage(name, '1.1.0')).toBe(folder);
      expect(readdirSync(cache).sort()).toEqual(['@acme', 'backup']);
      expect(fetched).toHaveLength(2);
    });
  });

  test('may be fetched by several at once, also where something is in the way', async () => {
    await registry(async ({ cache }) => {
      mkdirSync(path.join(cache, '@acme', 'analytics'), { recursive: true });
      writeFileSync(path.join(cache, '@acme', 'analytics', '1.1.0'), 'not a folder');
      const folders = await Promise.all([1, 2].map(() => fetchPackage(name, '1.1.0')));
      expect(new Set(folders)).toEqual(new Set([cachedPackage(name, '1.1.0')]));
      expect(readdirSync(cache)).toEqual(['@acme']);
    });
  });

  test('that is not what it is called is refused, and leaves nothing', async () => {
    await registry(async ({ cache }) => {
      await expect(fetchPackage(name, '6.6.6')).rejects.toThrow('its tarball holds no such package');
      expect(readdirSync(cache)).toEqual([]);
    });
  });

  test('needs a folder that can be written', async () => {
    vi.stubEnv('LAPSE_CACHE', path.join(import.meta.filename, 'cache'));
    await expect(fetchPackage(name, '1.0.0')).rejects.toThrow(
      /^the folder for published SDKs cannot be written \(ENOTDIR.*allowed: .* LAPSE_CACHE$/,
    );
    expect(existsSync(path.join(import.meta.dirname, 'cache'))).toBe(false);
  });
});
