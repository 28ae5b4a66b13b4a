import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sha256Of } from '../../../src/record/canonical-json.js';
import { choiceOf, recordedSdk } from '../../../src/target/sdk/recorded-sdk.js';
import { inputFolder } from '../../spec/input-folder.js';
import { acme } from './package-folder.js';

const folderWith = (script: string): string => {
  const folder = inputFolder({});
  writeFileSync(path.join(folder, 'sdk.cjs'), script);
  return path.join(folder, 'sdk.cjs');
};

test('a script is recorded by its content and never by its path', () => {
  const file = folderWith('exports.a = 1;');
  const sdk = { file, subject: 'a', version: '1.0.0' };
  const recorded = recordedSdk(acme, sdk);
  expect(recorded).toEqual({
    package: acme.name,
    version: '1.0.0',
    sha256: sha256Of('exports.a = 1;'),
    source: 'installed',
  });
  const local = recordedSdk(acme, { ...sdk, variant: 'sdk.cjs', again: file });
  expect(local).toEqual({ ...recorded, variant: 'sdk.cjs', source: 'local' });
  expect(JSON.stringify(local)).not.toContain(path.dirname(file));
});

test('is chosen again by what the registry or the installed package calls it', () => {
  const sdk = { file: folderWith('1'), subject: 'a', version: '1.0.0', variant: 'legacy' };
  expect(choiceOf(recordedSdk(acme, sdk))).toEqual({ sdk: undefined, build: 'legacy' });
  const published = recordedSdk(acme, { ...sdk, again: `${acme.name}@1.0.0` });
  expect(choiceOf(published)).toEqual({ sdk: `${acme.name}@1.0.0`, build: 'legacy' });
  expect(choiceOf(recordedSdk(acme, { ...sdk, again: './somewhere.js' }))).toEqual({});
});
