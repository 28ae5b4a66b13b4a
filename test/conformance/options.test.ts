import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { givenOf } from '../../src/conformance/options.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';

describe('the options of the command line that a program gives', () => {
  test('are those of the command line where it gives none', () => {
    expect(givenOf({ config: false, asOf: '2026-11-23' })).toEqual({
      target: 'rudderstack-js',
      scenarios: [],
      seed: '1',
      'as-of': '2026-11-23',
      config: false,
    });
  });

  test('are taken from the configuration below what it gives', () => {
    const folder = inputFolder({
      'lapse.config.yaml': 'target: rudderstack-js-legacy\nsuite: smoke\nseeds: { run: 3 }\nbrowserPath: chromium\n',
      chromium: '',
    });
    const config = path.join(folder, 'lapse.config.yaml');
    expect(givenOf({ config })).toMatchObject({
      target: 'rudderstack-js-legacy',
      suite: 'smoke',
      seed: '3',
      'browser-path': path.relative(process.cwd(), path.join(folder, 'chromium')),
    });
    expect(givenOf({ config, seed: 4, target: 'audit:null' })).toMatchObject({ target: 'audit:null', seed: '4' });
    // What is selected would otherwise be cut down to a suite that nobody thought of.
    expect(givenOf({ config, scenarios: ['timeout/**'] })).not.toHaveProperty('suite');
  });

  test('are told where the configuration is wrong', () => {
    const folder = inputFolder({ 'lapse.config.yaml': 'targt: x\n' });
    const message = inputErrorOf(folder, () => givenOf({ config: path.join(folder, 'lapse.config.yaml') }));
    expect(message).toMatch(/^lapse\.config\.yaml:1:1: unknown key "targt" \(did you mean "target"\?\)/);
  });
});
