import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepVersion, playedVersion, suiteHash } from '../../src/cli/trend-folder.js';
import { inputFolder } from '../spec/input-folder.js';

const played = { version: '1.0.0', suite: 'sha256:0', script: 'sha256:1', cells: [] };

test('a version is found again, as long as the suite is the same and the file is whole', () => {
  const folder = inputFolder({});
  expect(playedVersion(folder, '1.0.0', 'sha256:0')).toBeUndefined();
  keepVersion(folder, played);
  expect(playedVersion(folder, '1.0.0', 'sha256:0')).toEqual(played);
  expect(playedVersion(folder, '1.0.0', 'sha256:9')).toBeUndefined();
  expect(playedVersion(folder, '1.0.1', 'sha256:0')).toBeUndefined();
  writeFileSync(join(folder, 'versions', '1.0.0.json'), '{"version":"1.0.0"');
  expect(playedVersion(folder, '1.0.0', 'sha256:0')).toBeUndefined();
});

test('what was played in a browser is not taken for what was played in jsdom', () => {
  const played = { lapseVersion: '0.1.0', target: 'rudderstack-js', seed: 1, sha256: 'sha256:0' };
  const inBrowser = suiteHash({ ...played, target: 'rudderstack-js@chromium' });
  expect(inBrowser).not.toBe(suiteHash(played));
  expect(inBrowser).not.toBe(suiteHash({ ...played, target: 'rudderstack-js-legacy@chromium' }));
  expect(suiteHash(played)).not.toBe(suiteHash({ ...played, seed: 2 }));
});
