import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { installedLegacySdk, rudderStackJsLegacyPackage } from '../../src/target/rudderstack-js-legacy/package.js';
import { withRegistry } from '../target/sdk/registry.js';
import { filesIn, lapse, lapseAside, type Outcome, withFolder } from './command-line.js';

const target = ['--target', 'rudderstack-js-legacy', '--as-of', '2026-11-23'];
const headerOf = (stdout: string): string | undefined => stdout.split('\n')[0]?.split(' · ')[1];

// The promise: the legacy web SDK is judged for real, by what is documented of it, and every difference is known.
describe('the legacy web SDK', () => {
  let outcome: Outcome;
  let verdicts: readonly string[];

  beforeAll(() => {
    withFolder((folder) => {
      const sections = ['tabs/**', 'timeout/**', 'cut-off/**'];
      outcome = lapse(['run', ...sections, ...target, '--out', folder]);
      verdicts = (filesIn(folder).get('verdicts.csv') ?? '').split('\n');
    });
  }, 120_000);

  test('is run, by a policy of its own, and obeys the clock', () => {
    expect(outcome.stdout.split('\n')[0]).toMatch(
      /^lapse 0\.1\.0 · rudderstack-js-legacy 2\.52\.\d+ \(jsdom, executed\) · edition 2026-11 · policy rudderstack-web-legacy$/,
    );
    expect(outcome.stdout).toContain('verified: clock obeys by exactly 31m, wire alive; ');
  });

  test('ends well: every difference is a known one', () => {
    expect(outcome.stderr).toBe('');
    expect(outcome.stdout).toContain(' 0 fail ');
    expect(outcome.code).toBe(0);
    const known = verdicts.filter((line) => line.includes(',known,'));
    expect(known.filter((line) => line.includes(',load-does-not-renew'))).not.toEqual([]);
    expect(known.filter((line) => line.includes(',tab-keeps-its-session'))).not.toEqual([]);
  });

  test('is not asked for what it is documented to lack, and the report says where', () => {
    const skipped = verdicts.filter((line) => line.includes('asks for cutOff'));
    expect(skipped.length).toBeGreaterThan(20);
    for (const line of skipped) expect(line).toContain('The cut-off needs version 3.18.0');
    // Without a cut-off none ends a session, and that it can show.
    expect(verdicts.some((line) => line.includes('cut-off/off-by-default') && line.includes(',pass,'))).toBe(true);
  });

  test('its deviations name scenarios that there are', () => {
    expect(lapse(['validate', ...target.slice(0, 2)]).stdout).toMatch(
      / \d+ deviations, \d+ suites?, \d+ populations?\n$/,
    );
  });
});

// The promise: builds and published versions of it are chosen as those of version 3 are.
describe('--sdk and --build of the legacy web SDK', () => {
  const { name, installed } = rudderStackJsLegacyPackage;
  const judged = ['run', 'timeout/within', ...target, '--reporter', 'none'];
  const script = readFileSync(installedLegacySdk().file, 'utf8');
  const published = ['1.0.15', '2.40.4'].map((version) => ({
    version,
    files: { 'package.json': JSON.stringify({ name, version }), 'index.js': script },
  }));

  test('judge another build of the installed package, or of a folder', () => {
    for (const sdk of [[], ['--sdk', installed()]]) {
      const { code, stdout } = lapse([...judged, '--build', 'content-script', ...sdk]);
      expect(headerOf(stdout)).toMatch(/^rudderstack-js-legacy 2\.52\.\d+ content-script \(jsdom, executed\)$/);
      expect(code).toBe(0);
    }
  });

  test('judge a published version, and refuse one that cannot be loaded', async () => {
    await withRegistry(name, published, async ({ environment }) => {
      const run = (version: string) =>
        lapseAside([...judged, '--sdk', `${name}@${version}`], { env: { ...environment } });
      const { code, stdout } = await run('2.40.4');
      expect(headerOf(stdout)).toBe('rudderstack-js-legacy 2.40.4 (jsdom, executed)');
      expect(code).toBe(0);
      expect(await run('1.0.15')).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'error: rudder-sdk-js 1.0.15 cannot be judged: it has no getSourceConfig, and fetches its source configuration from a network that is not there; allowed: 1.0.16 or newer\n',
      });
    });
  });

  test('say which target drives the package', () => {
    expect(lapse(['run', '--sdk', `${name}@2.40.4`])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: --sdk rudder-sdk-js@2.40.4 is driven by the target rudderstack-js-legacy, and the target here is rudderstack-js; allowed: --target rudderstack-js-legacy --sdk rudder-sdk-js@2.40.4\n',
    });
  });
});
