import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleText, hashOf, maximumBundleLength } from '../../src/record/bundle.js';
import { canonicalJson } from '../../src/record/canonical-json.js';
import { readBundle } from '../../src/spec/bundle-file.js';
import { InputError } from '../../src/spec/input-error.js';
import { bundle } from '../record/bundle-fixture.js';
import { inputErrorOf, inputFolder } from './input-folder.js';

const text = bundleText(bundle());

/** What the one reason is for which a text is refused. */
function refusalOf(content: string | Uint8Array, name = 'kept.lapse.json'): string {
  const folder = inputFolder({});
  writeFileSync(join(folder, name), content);
  return inputErrorOf(folder, () => readBundle(join(folder, name)));
}

/** As a program would write it that changes a bundle and knows how to make the hash. */
function rehashed(changes: object): string {
  const content = { ...bundle(), ...changes };
  return JSON.stringify({ ...content, hash: hashOf(content) });
}

describe('a bundle that is whole', () => {
  test('is read as it was written', () => {
    const folder = inputFolder({ 'kept.lapse.json': text });
    expect(readBundle(join(folder, 'kept.lapse.json')).bundle).toEqual(JSON.parse(text));
  });

  test('is the same however it is laid out', () => {
    const folder = inputFolder({ 'a.json': `${canonicalJson(bundle())}`, 'b.json': text.replaceAll('\n', '\r\n') });
    expect(readBundle(join(folder, 'a.json')).bundle).toEqual(readBundle(join(folder, 'b.json')).bundle);
  });
});

describe('what is no bundle, or not whole, is refused with one reason', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'kept.lapse.json is empty; allowed: a file *.lapse.json that lapse run --save wrote'],
    ['cut off', text.slice(0, 1_000), 'kept.lapse.json is cut off after 1000 bytes: its end is missing'],
    ['a scenario', 'title: A\nsteps: []\n', 'kept.lapse.json is a scenario, and no replay bundle; allowed: '],
    ['text', 'hello', 'kept.lapse.json is not JSON, so it is no replay bundle, or it has been damaged; allowed: '],
    ['JSON', '{"formatVersion":1,"totals":{}}', 'kept.lapse.json is JSON, but no replay bundle; allowed: '],
    ['a list', '[]', 'kept.lapse.json is JSON, but no replay bundle; allowed: '],
    [
      'newer',
      rehashed({ formatVersion: 2, lapseVersion: '9.0.0' }),
      'has the format version 2, written by lapse 9.0.0; allowed: the format version 1',
    ],
    [
      'changed',
      text.replace('"seed": 1', '"seed": 2'),
      'kept.lapse.json is not what was written: it names the hash sha256:',
    ],
    ['without a hash', JSON.stringify({ ...bundle(), hash: undefined }), 'it names the hash undefined, and'],
    [
      'of a version that is none',
      `{"formatVersion":${'['.repeat(50_000)}${']'.repeat(50_000)},"hash":""}`,
      'has the format version that is no plain value',
    ],
    [
      'of another form',
      rehashed({ seed: 'one' }),
      'is not as spec/schemas/bundle.schema.json has it: seed must be integer',
    ],
    [
      'of stray steps',
      rehashed({ clock: [{ ...bundle().clock[0], step: 99 }] }),
      'it speaks of step 100, and the timeline has 4',
    ],
    ['not UTF-8', Buffer.from(text.replace('"seed"', '"\u00ff"'), 'latin1'), 'is not UTF-8: it has been damaged'],
    [
      'too deep',
      `{"formatVersion":1,"hash":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'is not what was written: it names the hash that is no plain value',
    ],
    [
      'deeper than can be',
      `{"formatVersion":1,"hash":"","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'nested more than 1000 levels deep',
    ],
  ])('%s', (_, content, message) => {
    const refusal = refusalOf(content);
    expect(refusal).toContain(message);
    expect(refusal.split('\n')).toHaveLength(1);
  });

  test('too long to be one', () => {
    const folder = inputFolder({ 'a.lapse.json': '' });
    truncateSync(join(folder, 'a.lapse.json'), maximumBundleLength + 1);
    expect(inputErrorOf(folder, () => readBundle(join(folder, 'a.lapse.json')))).toContain('is too long for a replay');
  });

  test('not there, with what was probably meant', () => {
    const folder = inputFolder({ 'timeout.within.lapse.json': '' });
    mkdirSync(join(folder, 'below'));
    const refusal = (name: string) => inputErrorOf(folder, () => readBundle(join(folder, name)));
    const hint = '(did you mean "timeout.within.lapse.json"?)';
    expect(refusal('timeout.within')).toContain(`timeout.within cannot be read: it does not exist (ENOENT) ${hint}`);
    expect(refusal('timeout.wihtin.json')).toContain(hint);
    expect(refusal('nothing.lapse.json')).not.toContain('did you mean');
    expect(refusal('below')).toContain('below cannot be read: it is a folder (EISDIR)');
  });

  test('whichever byte is changed: it is refused, or reads as before', () => {
    const bytes = Buffer.from(text);
    const whole = JSON.parse(text);
    const folder = inputFolder({});
    const file = join(folder, 'kept.lapse.json');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const spoilt = Buffer.from(bytes);
        spoilt[at] = ((bytes[at] ?? 0) + by) % 256;
        writeFileSync(file, spoilt);
        try {
          expect(readBundle(file).bundle).toEqual(whole);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(error.problems).toHaveLength(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('wherever it is cut', () => {
    fc.assert(
      // The line end behind the last bracket says nothing.
      fc.property(fc.nat(text.length - 2), (length) => {
        expect(refusalOf(text.slice(0, length))).toMatch(/ is (cut off after \d+ bytes|empty|not JSON)/);
      }),
      { numRuns: 100 },
    );
  });
});
