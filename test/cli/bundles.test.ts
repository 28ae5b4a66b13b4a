import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { changesSince, isBundleName, openBundle, scriptChanges } from '../../src/cli/bundles.js';
import { bundleText, type RecordedSdk } from '../../src/record/bundle.js';
import { standardInput } from '../../src/spec/bundle-file.js';
import { bundle, recording } from '../record/bundle-fixture.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';

function written(changes: Parameters<typeof bundle>[0] = {}): string {
  const file = path.join(inputFolder({}), 'kept.lapse.json');
  writeFileSync(file, bundleText(bundle(changes)));
  return file;
}

describe('a bundle that is opened', () => {
  test('is known by its name', () => {
    expect(['a.lapse.json', standardInput, 'a.json', 'timeout/within'].map(isBundleName)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('comes with the bench by which it was judged, and with what has changed since', () => {
    const opened = openBundle(written(), {});
    expect(opened.bench).toMatchObject({ edition: '2026-11', policy: { id: 'rudderstack-web' } });
    expect(opened.bench.deviations.length).toBeGreaterThan(0);
    expect(changesSince(opened)).toEqual([]);
    const { policy } = recording();
    const older = { ...policy, values: { ...policy.values, defaultTimeoutMs: 1 } };
    expect(changesSince(openBundle(written({ lapseVersion: '0.0.9', policy: older }), {}))).toEqual([
      'recorded by lapse 0.0.9',
      'the policy rudderstack-web has other values than when it was recorded',
    ]);
    const other = openBundle(written(), { policy: 'announcement-web', edition: '2022-12' });
    expect(changesSince(other)).toEqual([
      'judged by the policy announcement-web, recorded with rudderstack-web',
      'judged by the edition 2022-12, recorded with 2026-11',
    ]);
  });

  test('may speak of what this Lapse does not know', () => {
    const { case: scenario } = recording();
    const unknown = written({ case: { ...scenario, requirements: ['SES-NONE-001'] } });
    expect(inputErrorOf(path.dirname(unknown), () => openBundle(unknown, {}))).toMatch(
      /^kept\.lapse\.json is about SES-NONE-001, which lapse \S+ does not know; lapse 0\.1\.0 recorded it; allowed: /,
    );
    const policy = { id: 'nobody', values: {} };
    expect(inputErrorOf(undefined, () => openBundle(written({ policy }), {}))).toContain('unknown policy "nobody"');
  });
});

describe('another script', () => {
  const sdk: RecordedSdk = {
    package: 'acme',
    version: '1.0.0',
    sha256: `sha256:${'a'.repeat(64)}`,
    source: 'installed',
  };
  const other: RecordedSdk = { ...sdk, sha256: `sha256:${'b'.repeat(64)}` };

  test('is none when it is the same, or when no SDK is run', () => {
    expect(scriptChanges({ sdk }, sdk, false)).toEqual([]);
    expect(scriptChanges({ sdk }, undefined, false)).toEqual([]);
    expect(scriptChanges({}, sdk, false)).toEqual([]);
  });

  test('is told with what would play the recorded one', () => {
    expect(scriptChanges({ sdk }, { ...other, version: '1.1.0', variant: 'legacy' }, false)).toEqual([
      'another script: recorded 1.0.0 (sha256:aaaaaaaaaaaa), now 1.1.0 legacy (sha256:bbbbbbbbbbbb)',
      'to play the recorded one: --sdk acme@1.0.0',
    ]);
    expect(scriptChanges({ sdk }, other, false)).toHaveLength(1);
    expect(scriptChanges({ sdk }, { ...other, version: '1.1.0' }, true)).toHaveLength(1);
    const own: RecordedSdk = { ...sdk, version: 'sha256:aaaaaaaaaaaa', variant: 'sdk.cjs', source: 'local' };
    expect(scriptChanges({ sdk: own }, other, false)).toEqual([
      'another script: recorded sdk.cjs (sha256:aaaaaaaaaaaa), now 1.0.0 (sha256:bbbbbbbbbbbb)',
      "sdk.cjs was a build of one's own: --sdk says where it is",
    ]);
  });
});
