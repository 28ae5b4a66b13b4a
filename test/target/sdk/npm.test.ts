import { mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { npmPack } from '../../../src/target/sdk/npm.js';
import { manifest } from './package-folder.js';
import { withRegistry } from './registry.js';

const name = '@acme/analytics';
const published = [{ version: '1.0.0', files: { 'package.json': manifest('1.0.0') } }];

function useEnvironment(environment: Readonly<Record<string, string | undefined>>): void {
  for (const [key, value] of Object.entries(environment)) vi.stubEnv(key, value);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('npm pack', () => {
  test('leaves a tarball, with npm from the PATH', async () => {
    await withRegistry(name, published, async ({ environment, cache, fetched }) => {
      useEnvironment({ ...environment, npm_execpath: undefined });
      mkdirSync(cache);
      const tarball = await npmPack(`${name}@1.0.0`, cache);
      expect(path.dirname(tarball)).toBe(cache);
      expect(readdirSync(cache)).toEqual([path.basename(tarball)]);
      expect(fetched).toEqual(['1.0.0.tgz']);
    });
  });

  test('a version or a package that there is not', async () => {
    await withRegistry(name, published, async ({ environment, cache }) => {
      useEnvironment(environment);
      mkdirSync(cache);
      for (const spec of [`${name}@2.0.0`, '@acme/other@1.0.0']) {
        await expect(npmPack(spec, cache)).rejects.toThrow(
          `${spec} could not be fetched: the registry has no such version`,
        );
      }
    });
  });

  test('a registry that does not answer', async () => {
    let closed: Readonly<Record<string, string>> = {};
    await withRegistry(name, published, async ({ environment }) => {
      closed = environment;
    });
    useEnvironment(closed);
    await expect(npmPack(`${name}@1.0.0`, tmpdir())).rejects.toThrow('the registry cannot be reached (ECONNREFUSED)');
  });

  test('no npm at all', async () => {
    useEnvironment({ npm_execpath: undefined, PATH: '' });
    await expect(npmPack(`${name}@1.0.0`, '.')).rejects.toThrow('there is no npm on the PATH');
  });
});
