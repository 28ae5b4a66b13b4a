import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rudderStackJsPackage } from '../../src/target/rudderstack-js/package.js';
import { lapse } from '../promises/command-line.js';

const { name } = rudderStackJsPackage;

/** The versions that the registry has now, or why it does not say. */
function publishedVersions(): { versions: readonly string[]; why?: string } {
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

const { versions, why } = publishedVersions();
const cache = mkdtempSync(path.join(tmpdir(), 'lapse-cache-'));
afterAll(() => {
  rmSync(cache, { recursive: true });
});

// The promise: old versions load too, from the first betas to today.
describe(`every published version of ${name}`, () => {
  if (versions.length === 0) process.stderr.write(`NOT TESTED: the registry could not be asked (${why})\n`);

  test.skipIf(versions.length === 0)('there are some, old ones among them', () => {
    expect(versions.length).toBeGreaterThan(25);
    expect(versions).toContain('3.0.0-beta.2');
  });

  test.skipIf(versions.length === 0).each(versions)('%s can be judged', { timeout: 240_000 }, (version) => {
    const words = ['run', 'timeout/beyond', 'start/**', '--reporter', 'none', '--as-of', '2026-11-23'];
    const { stdout, stderr } = lapse([...words, '--sdk', `${name}@${version}`], { env: { LAPSE_CACHE: cache } });
    expect(stderr).toBe('');
    expect(stdout.split('\n')[0]).toContain(`rudderstack-js ${version} `);
    expect(stdout).toContain('clock obeys · wire alive');
    // It may deviate, but it is judged.
    expect(stdout).toMatch(/ · \d{3} pass · /);
    expect(stdout).not.toContain('untestable');
  });
});
