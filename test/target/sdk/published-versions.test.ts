import { expect, test } from 'vitest';
import { rudderStackJsPackage } from '../../../src/target/rudderstack-js/package.js';
import { parseWantedVersions, publishedVersions } from '../../../src/target/sdk/published-versions.js';
import { inputErrorOf } from '../../spec/input-folder.js';

test('all, a range, or a list', () => {
  expect(parseWantedVersions('all')).toEqual({ kind: 'all' });
  expect(parseWantedVersions('>=3.5')).toEqual({ kind: 'range', range: '>=3.5' });
  expect(parseWantedVersions('3.34.1, 3.5.1,3.34.1')).toEqual({ kind: 'list', versions: ['3.34.1', '3.5.1'] });
  expect(inputErrorOf(undefined, () => parseWantedVersions('new; ls'))).toMatchInlineSnapshot(
    `"--versions is "new; ls"; allowed: all, a range such as '>=3.5', or versions with commas between, such as 3.5.1,3.34.1"`,
  );
});

test('a list needs no registry, and is played from the oldest on', async () => {
  const wanted = parseWantedVersions('3.34.1,3.0.0-beta.2,3.9.0');
  expect(await publishedVersions(rudderStackJsPackage, wanted, true)).toEqual(['3.0.0-beta.2', '3.9.0', '3.34.1']);
});
