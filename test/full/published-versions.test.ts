import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rudderStackJsPackage } from '../../src/target/rudderstack-js/package.js';
import { rudderStackJsLegacyPackage } from '../../src/target/rudderstack-js-legacy/package.js';
import { isOlder } from '../../src/target/sdk/package-spec.js';
import { lapse, type Outcome } from '../promises/command-line.js';

/** The versions that the registry has now, or why it does not say. */
function publishedVersions(name: string): { versions: readonly string[]; why?: string } {
  try {
    const text = execFileSync('npm', ['view', name, 'versions', '--json', '--fetch-retries=0'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { versions: JSON.parse(text) };
  } catch (error) {
    return {
      versions: [],
      why: error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : String(error),
    };
  }
}

const cache = mkdtempSync(path.join(tmpdir(), 'lapse-cache-'));
afterAll(() => {
  rmSync(cache, { recursive: true });
});

/** A short run of one version; it may deviate, but it is judged. */
function run(target: string, spec: string): Outcome {
  const words = [
    'run',
    'timeout/beyond',
    'start/**',
    '--target',
    target,
    '--reporter',
    'none',
    '--as-of',
    '2026-11-23',
  ];
  return lapse([...words, '--sdk', spec], { env: { LAPSE_CACHE: cache } });
}

// The promise: old versions load too, from the first betas to today.
describe(`every published version of ${rudderStackJsPackage.name}`, () => {
  const { name } = rudderStackJsPackage;
  const { versions, why } = publishedVersions(name);
  if (versions.length === 0) process.stderr.write(`NOT TESTED: the registry could not be asked (${why})\n`);

  test.skipIf(versions.length === 0)('there are some, old ones among them', () => {
    expect(versions.length).toBeGreaterThan(25);
    expect(versions).toContain('3.0.0-beta.2');
  });

  test.skipIf(versions.length === 0).each(versions)('%s can be judged', { timeout: 240_000 }, (version) => {
    const { stdout, stderr } = run('rudderstack-js', `${name}@${version}`);
    expect(stderr).toBe('');
    expect(stdout.split('\n')[0]).toContain(`rudderstack-js ${version} `);
    expect(stdout).toContain('verified: clock obeys by exactly 31m, wire alive; ');
    expect(stdout).toMatch(/ · \d{3} pass · /);
    expect(stdout).not.toContain('untestable');
  });
});

// The same of the legacy SDK, by a sample over the whole range; what would need a network is refused.
describe(`published versions of ${rudderStackJsLegacyPackage.name}`, () => {
  const { name, oldest } = rudderStackJsLegacyPackage;
  const { versions, why } = publishedVersions(name);
  if (versions.length === 0) process.stderr.write(`NOT TESTED: the registry could not be asked (${why})\n`);
  const sample = versions.filter(
    (_version, index) => index % Math.ceil(versions.length / 12) === 0 || index === versions.length - 1,
  );
  const isRefused = (version: string): boolean => isOlder(version, oldest?.version ?? '0.0.0');

  test.skipIf(versions.length === 0)('there are some of either kind', () => {
    expect(sample.length).toBeGreaterThanOrEqual(10);
    expect(sample.some(isRefused)).toBe(true);
    expect(sample.filter((version) => version.startsWith('1.')).every(isRefused)).toBe(false);
  });

  test.skipIf(versions.length === 0).each(sample)('%s is judged, or refused', { timeout: 240_000 }, (version) => {
    const { code, stdout, stderr } = run('rudderstack-js-legacy', `${name}@${version}`);
    if (isRefused(version)) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: rudder-sdk-js \S+ cannot be judged: .+; allowed: \S+ or newer\n$/);
      return;
    }
    expect(stderr).toBe('');
    expect(stdout.split('\n')[0]).toContain(`rudderstack-js-legacy ${version} `);
    expect(stdout).toContain('verified: clock obeys by exactly 31m, wire alive; ');
    expect(stdout).not.toContain('untestable');
    // Sessions came with 2.15.0, as the documentation says; before, there are none.
    if (isOlder(version, '2.15.0')) expect(code).toBe(1);
    else expect(stdout).toContain(' 0 fail ');
  });
});
