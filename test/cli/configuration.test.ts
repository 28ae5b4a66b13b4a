import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type SettingName, withConfiguration } from '../../src/cli/configuration.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';

const all: readonly SettingName[] = [
  'target',
  'policy',
  'edition',
  'sdk',
  'build',
  'offline',
  'builtIn',
  'scenarioFolders',
  'deviationFiles',
  'suite',
  'reporters',
  'out',
  'save',
  'corpus',
  'strict',
  'runSeed',
  'jobs',
  'timeLimit',
  'browserPath',
];

const complete = `target: rudderstack-js-legacy
policy: rudderstack-web-legacy
edition: 2022-12
sdk: dist/bundle.js
build: legacy
offline: true
builtIn: false
scenarioFolders: [mine, "a, b"]
deviationFiles: [known.yaml]
suite: smoke
reporters: [csv, json]
out: reports
save: bundles
corpus: mine/corpus
strict: true
seeds: { run: 7, fuzz: 8 }
jobs: 1
timeLimit: 5s
browserPath: bin/chromium
`;

const files = {
  'dist/bundle.js': '1;',
  'mine/x/y.yaml': '',
  'a, b/x/z.yaml': '',
  'known.yaml': '',
  'bin/chromium': '',
};

function configured(text: string, said: Record<string, unknown> = {}, names: readonly SettingName[] = all) {
  const folder = inputFolder({ ...files, 'lapse.config.yaml': text });
  const config = path.join(folder, 'lapse.config.yaml');
  // What the parser has given a value that nobody has said.
  const given = { target: 'rudderstack-js', seed: '1', strict: false, ...said, config };
  return { folder, given: () => withConfiguration(given, (option) => !(option in said), names) };
}

describe('what the configuration says', () => {
  test('counts where the command line says nothing, with its paths as seen from its own folder', () => {
    const { folder, given } = configured(complete);
    const from = (...parts: string[]): string => path.relative(process.cwd(), path.join(folder, ...parts));
    expect(given()).toEqual({
      config: path.join(folder, 'lapse.config.yaml'),
      target: 'rudderstack-js-legacy',
      policy: 'rudderstack-web-legacy',
      edition: '2022-12',
      sdk: from('dist', 'bundle.js'),
      build: 'legacy',
      offline: true,
      'built-in': false,
      'scenario-folders': [from('mine'), from('a, b')],
      deviations: [from('known.yaml')],
      suite: 'smoke',
      reporter: 'csv,json',
      out: from('reports'),
      save: from('bundles'),
      corpus: from('mine', 'corpus'),
      strict: true,
      seed: '7',
      jobs: '1',
      'time-limit': '5s',
      'browser-path': from('bin', 'chromium'),
    });
  });

  test('knows every key that the schema knows, so that none of them is without effect', () => {
    const file = path.join(packageRoot, 'spec', 'schemas', 'configuration.schema.json');
    const keys = Object.keys(JSON.parse(readFileSync(file, 'utf8')).properties);
    expect(complete.match(/^\w+/gm)?.sort()).toEqual(keys.sort());
  });

  test('is outweighed by the command line, even where that says what would be so anyway', () => {
    const said = { seed: '1', strict: false, out: 'elsewhere', reporter: 'none', 'built-in': true, corpus: false };
    expect(configured(complete, said).given()).toMatchObject(said);
  });

  test('is passed over where the command has no such option', () => {
    expect(configured(complete, {}, ['fuzzSeed']).given()).toMatchObject({ target: 'rudderstack-js', seed: '8' });
    expect(configured(complete, {}, ['fuzzSeed']).given()).not.toHaveProperty('suite');
  });

  test('of one target is not said of another one that the command line names', () => {
    const target = 'reference:rudderstack-web';
    const given = configured(complete, { target }).given();
    expect(given).toMatchObject({ target, strict: true });
    expect(Object.keys(given)).not.toEqual(expect.arrayContaining(['policy']));
    for (const name of ['policy', 'edition', 'sdk', 'build']) expect(given).not.toHaveProperty(name);
    expect(configured(complete, { target: 'rudderstack-js-legacy' }).given()).toHaveProperty('policy');
    expect(configured(complete, { sdk: './other.js' }).given()).not.toHaveProperty('build');
  });

  test('may be that no report is written, or a published version is judged', () => {
    const spec = '@rudderstack/analytics-js@3.7.0';
    const given = configured(`reporters: []\nsdk: "${spec}"\n`).given();
    expect(given).toMatchObject({ reporter: 'none', sdk: spec });
  });

  test('keeps the path of a browser that begins at the root', () => {
    expect(configured(`browserPath: ${process.execPath}\n`).given()).toHaveProperty('browser-path', process.execPath);
  });

  test('can be left alone', () => {
    const given = { target: 'x', config: false };
    expect(withConfiguration(given, () => true, all)).toBe(given);
  });
});

describe('what is wrong in the configuration is told at its line', () => {
  const errorOf = (text: string): string[] => {
    const { folder, given } = configured(text);
    return inputErrorOf(folder, given).split('\n');
  };

  test('names of what is not there, all at once', () => {
    const text = `target: rudderstak-js
policy: rudderstack-wep
edition: 2026-12
suite: smok
reporters: [csv, jsn]
timeLimit: soon
scenarioFolders: [mine, known.yaml, nowhere]
deviationFiles: [mine]
`;
    expect(errorOf(text).map((line) => line.replace(/; allowed: .*/, ''))).toEqual([
      'lapse.config.yaml:1:9: unknown target "rudderstak-js" (did you mean "rudderstack-js"?)',
      'lapse.config.yaml:2:9: unknown policy "rudderstack-wep" (did you mean "rudderstack-web"?)',
      'lapse.config.yaml:3:10: unknown edition "2026-12" (did you mean "2022-12"?)',
      'lapse.config.yaml:4:8: unknown suite "smok" (did you mean "smoke"?)',
      'lapse.config.yaml:5:18: unknown reporter "jsn" (did you mean "json"?)',
      'lapse.config.yaml:6:12: timeLimit is "soon"',
      'lapse.config.yaml:7:25: the folder "known.yaml" is named, which is no folder',
      'lapse.config.yaml:7:37: the folder "nowhere" is named, which does not exist',
      'lapse.config.yaml:8:18: the file "mine" is named, which is no file',
    ]);
  });

  test('a script that is not built, by a command that runs it and by no other', () => {
    const text = 'target: rudderstack-js\nsdk: ./dist/bundel.js\n';
    expect(errorOf(text)).toEqual([
      expect.stringMatching(
        /^lapse\.config\.yaml:2:6: sdk is "\.\/dist\/bundel\.js", which is neither a file nor a folder/,
      ),
    ]);
    expect(configured(text, {}, ['target']).given()).toMatchObject({ target: 'rudderstack-js' });
  });
});
