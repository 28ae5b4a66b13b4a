import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findConfiguration, readConfiguration } from '../../src/cli/configuration-file.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';

describe('the configuration that counts in a folder', () => {
  test('is its own, or that of the nearest folder above it', () => {
    const folder = inputFolder({ 'lapse.config.yaml': '', 'web/lapse.config.yml': '', 'web/src/x.ts': '' });
    mkdirSync(path.join(folder, 'app', 'src'), { recursive: true });
    expect(findConfiguration(path.join(folder, 'web', 'src'))).toBe(path.join(folder, 'web', 'lapse.config.yml'));
    expect(findConfiguration(path.join(folder, 'app', 'src'))).toBe(path.join(folder, 'lapse.config.yaml'));
  });

  test('is no folder of that name', () => {
    const folder = inputFolder({ 'lapse.config.yaml': '', 'web/lapse.config.yaml/x': '' });
    expect(findConfiguration(path.join(folder, 'web'))).toBe(path.join(folder, 'lapse.config.yaml'));
  });
});

describe('a configuration', () => {
  const errorOf = (text: string): string => {
    const folder = inputFolder({ 'lapse.config.yaml': text });
    return inputErrorOf(folder, () => readConfiguration(path.join(folder, 'lapse.config.yaml')));
  };

  test('is told what its schema does not accept, at its line, with what was probably meant', () => {
    const text = 'target: rudderstack-js\nreporter: [json]\nseeds: { rum: 1 }\njobs: 0\nstrict: "true"\n';
    expect(errorOf(text).split('\n')).toEqual([
      expect.stringMatching(
        /^lapse\.config\.yaml:2:1: unknown key "reporter" \(did you mean "reporters"\?\); allowed: /,
      ),
      'lapse.config.yaml:3:10: unknown key "rum" in seeds (did you mean "run"?); allowed: run, fuzz',
      'lapse.config.yaml:4:7: jobs is 0; allowed: at least 1',
      'lapse.config.yaml:5:9: strict is "true"; allowed: true or false',
    ]);
  });

  test('is told that it is no YAML, or not there', () => {
    expect(errorOf('target: [')).toMatch(/^lapse\.config\.yaml:1:\d+: not valid YAML: /);
    const folder = inputFolder({});
    const missing = inputErrorOf(folder, () => readConfiguration(path.join(folder, 'mine.yaml')));
    expect(missing).toBe('mine.yaml:1:1: the file cannot be read: it does not exist (ENOENT)');
  });
});
