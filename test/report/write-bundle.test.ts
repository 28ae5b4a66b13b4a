import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleText, maximumBundleLength } from '../../src/record/bundle.js';
import { writeBundle } from '../../src/report/write-bundle.js';
import { bundle } from '../record/bundle-fixture.js';
import { inputFolder } from '../spec/input-folder.js';

it('writes a bundle under the name of its case, over an earlier one', () => {
  const folder = join(inputFolder({}), 'below');
  writeBundle(folder, bundle({ seed: 2 }));
  expect(writeBundle(folder, bundle())).toBe(join(folder, 'timeout.kept.lapse.json'));
  expect(readdirSync(folder)).toEqual(['timeout.kept.lapse.json']);
  expect(readFileSync(join(folder, 'timeout.kept.lapse.json'), 'utf8')).toBe(bundleText(bundle()));
});

it('writes nothing that could not be read again', () => {
  const folder = inputFolder({});
  const long = bundle({ played: { untestable: 'x'.repeat(maximumBundleLength) } });
  expect(() => writeBundle(folder, long)).toThrow(/^timeout\.kept\.lapse\.json would have \d+ bytes/);
  expect(readdirSync(folder)).toEqual([]);
});
