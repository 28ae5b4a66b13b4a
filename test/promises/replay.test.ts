import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../src/record/bundle.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { inputFolder } from '../spec/input-folder.js';
import { filesIn, lapse, withFolder, withoutRealTime } from './command-line.js';

const plain = readFileSync(path.join(packageRoot, 'test', 'fixtures', 'sdks', 'plain.cjs'), 'utf8');

/** The next version of that SDK, in which sessions end after half an hour; its `load` begins a session. */
const next = plain.replace(
  'send(type, fields, options) {',
  `send(type, fields, options) {
    const { sessionId, isFirst, lastMs = sessionId } = this;
    this.load('', this.dataPlaneUrl);
    this.lastMs = this.sessionId;
    if (this.lastMs - lastMs <= 1800000) Object.assign(this, { sessionId, isFirst });`,
);

const failing = 'timeout/beyond/type=page';
const name = 'timeout.beyond.type=page.lapse.json';
const save = ['run', failing, '--sdk', 'sdk.cjs', '--reporter', 'none', '--as-of', '2026-11-23', '--save', 'kept'];
const bundleFile = path.join('kept', name);

function folderWith(script: string): string {
  const folder = inputFolder({});
  writeFileSync(path.join(folder, 'sdk.cjs'), script);
  return folder;
}

const textOf = ({ stdout }: { readonly stdout: string }): string =>
  withoutRealTime(stdout).replace(/sha256:[0-9a-f]{12}/g, 'sha256:…');

/** One failure of an SDK of one's own, saved once for all that is done with it. */
let bundle = '';
let saved = '';
beforeAll(() => {
  withFolder((folder) => {
    writeFileSync(path.join(folder, 'sdk.cjs'), plain);
    const { code, stdout, stderr } = lapse(save, { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    saved = stdout;
    bundle = readFileSync(path.join(folder, bundleFile), 'utf8');
  });
});

/** A folder with the bundle, and a version of the SDK. */
function withBundle(script: string, text = bundle): string {
  const folder = folderWith(script);
  writeFileSync(path.join(folder, 'kept.lapse.json'), text);
  return folder;
}

// The promise: a failure is one file, and whoever gets it sees the same failure.
describe('run --save', () => {
  test('names the files', () => {
    expect(saved).toContain(`  saved 1 failure to be played again: npx lapse replay FILE\n    ${bundleFile}\n`);
    expect(bundle).not.toContain(packageRoot);
  });

  test('happens by itself in a pipeline, beside the reports, with the same bytes and no path of this machine', () => {
    const folder = folderWith(plain);
    // A trace in detail is for the eye, and makes no other bundle.
    const words = ['run', failing, '--sdk', 'sdk.cjs', '--reporter', 'json', '--out', 'out', '--trace', failing];
    const { code, stdout } = lapse(words, { cwd: folder, env: { CI: 'true' } });
    expect(code).toBe(1);
    expect(stdout).toContain(`    ${path.join('out', 'bundles', name)}\n`);
    expect(filesIn(path.join(folder, 'out', 'bundles'))).toEqual(new Map([[name, bundle]]));
    expect(bundle).not.toContain(folder);
  });
});

describe('replay', () => {
  test('of the same script is identical', () => {
    const outcome = lapse(['replay', 'kept.lapse.json', '--sdk', 'sdk.cjs'], { cwd: withBundle(plain) });
    expect(textOf(outcome)).toMatchInlineSnapshot(`
      "lapse 0.1.0 · replay of timeout/beyond/type=page · rudderstack-js sha256:… sdk.cjs (jsdom, executed) · seed 1
        identical: 12 observations in 30m 1ms of virtual time
        verdicts as recorded: 14 pass · 5 fail · 1 skip
      "
    `);
    expect(outcome.code).toBe(0);
  });

  test('of another version names what first differs, in which step, and which verdicts have changed', () => {
    const outcome = lapse(['replay', 'kept.lapse.json', '--sdk', 'sdk.cjs'], { cwd: withBundle(next) });
    expect(textOf(outcome)).toMatchInlineSnapshot(`
      "lapse 0.1.0 · replay of timeout/beyond/type=page · rudderstack-js sha256:… sdk.cjs (jsdom, executed) · seed 1
        recorded from rudderstack-js sha256:… sdk.cjs (jsdom, executed)
        another script: recorded sdk.cjs (sha256:…), now sdk.cjs (sha256:…)
        differs, first step 5, tab1, at 30m 1ms
          recorded  message page "visitor-1" · sessionId 1772442000000 · no sessionStart
          now       message page "visitor-1" · sessionId 1772443800001 · sessionStart true
        sessions differ, first at step 5: recorded session 1, now session 2 with the start marker
            step  time     what happens                recorded                           now
               1  0ms      open https://shop.example/
               2  0ms      load
               3  0ms      track "Product Viewed"      ┏ session 1 with the start marker  ╺ session 1 with the start marker
               4  0ms      wait 30m 1ms                ┃
          ▶    5  30m 1ms  page "visitor-1"            ┃ session 1                        ┏ session 2 with the start marker
               6  30m 1ms  track "Product Viewed"      ┗ session 1                        ┗ session 2
        verdicts changed: 5 of 20
          expected-session at step 5 (SES-TIMEOUT-003): fail → pass
          expected-session at step 6 (SES-TIMEOUT-003): fail → pass
          expected-start at step 5 (SES-TIMEOUT-003): fail → pass
          engine-opinion at step 5 (SES-TIMEOUT-003): fail → nothing said
          engine-opinion (SES-TIMEOUT-003): nothing said → pass
      "
    `);
    expect(outcome.code).toBe(1);
  });

  test('without that script plays the installed one, and says so', () => {
    const { code, stdout } = lapse(['replay', '-'], { input: bundle });
    expect(stdout).toMatch(/^ {2}another script: recorded sdk\.cjs \(sha256:\w+\), now 3\.34\.1 \(sha256:\w+\)$/m);
    expect(stdout).toContain("sdk.cjs was a build of one's own: --sdk says where it is");
    expect(stdout).toContain('differs, first step 3, tab1, at 0ms');
    expect(code).toBe(1);
  });

  test('of an SDK that fails a probe proves nothing', () => {
    const folder = withBundle('throw new Error("this script ends here");');
    const { code, stdout } = lapse(['replay', 'kept.lapse.json', '--sdk', 'sdk.cjs'], { cwd: folder });
    expect(stdout).toContain('  it cannot be judged: the wire probe failed: 2 events in, 0 messages out; load failed');
    expect(stdout).not.toContain('differs');
    expect(code).toBe(3);
  });

  test('on another target', () => {
    const words = ['replay', 'kept.lapse.json', '--target', 'reference:rudderstack-web'];
    const { code, stdout } = lapse(words, { cwd: withBundle(plain) });
    expect(stdout).toContain('reference:rudderstack-web 0.1.0 (engine, SDK not executed)');
    expect(stdout).toContain('  recorded from rudderstack-js sha256:');
    expect(stdout).toContain('▶    5  30m 1ms');
    expect(code).toBe(1);
  });

  test('of the RudderStack SDK is identical, random ids included', () => {
    const folder = inputFolder({});
    const scenario = path.join('scenarios', 'context', 'session-id-of-the-caller.yaml');
    // Under another id no deviation covers it.
    copyFileSync(path.join(packageRoot, scenario), path.join(folder, 'own.yaml'));
    const words = ['run', 'own.yaml', '--reporter', 'none', '--seed', '7', '--save', '.'];
    const { stdout } = lapse(words, { cwd: folder });
    const [, file = ''] = /^ {4}(\S+\.lapse\.json)$/m.exec(stdout) ?? [];
    const { code, stdout: replayed } = lapse(['replay', file], { cwd: folder });
    expect(replayed).toMatch(/^ {2}identical: \d+ observations in .*\n {2}verdicts as recorded: .* fail/m);
    expect(replayed).not.toContain('another script');
    expect(code).toBe(0);
  });
});

/** Refuses to load anything of an SDK or of a browser, wherever it is asked for. */
const withoutSdk = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  const hooks = 'export function resolve(name, context, next) { if (/jsdom|^@rudderstack|^rudder-sdk/.test(name) && !name.startsWith(".")) throw new Error(name + " was loaded"); return next(name, context); }';
  register('data:text/javascript,' + encodeURIComponent(hooks));
`)}`;

describe('judge', () => {
  test('says what run said, with its exit code, and loads no SDK for it', () => {
    const folder = withBundle(plain);
    const options = { cwd: folder, env: { NODE_OPTIONS: `--import ${withoutSdk}` } };
    const outcome = lapse(['judge', 'kept.lapse.json', '--as-of', '2026-11-23'], options);
    expect(outcome.stderr).toBe('');
    expect(outcome.code).toBe(1);
    const told = /^FAIL[\s\S]*?(?=^ {2}\S+:1:1$)/m;
    expect(told.exec(outcome.stdout)?.[0]).toBe(told.exec(saved)?.[0]);
    expect(outcome.stdout).toContain('  npx lapse replay kept.lapse.json\n');
    expect(outcome.stdout).toMatch(/nothing was played\n {2}verdicts as recorded: .* fail/);
  });

  test('tells where it judges otherwise than was recorded', () => {
    const { hash: _, ...content } = JSON.parse(bundle);
    for (const verdict of content.verdicts) if (verdict.check === 'expected-start') verdict.status = 'pass';
    const input = JSON.stringify({ ...content, lapseVersion: '0.0.9', hash: hashOf(content) });
    expect(lapse(['judge', '-'], { input }).stderr).toContain('is not what was written');
    const older = { ...content, lapseVersion: '0.0.9' };
    const { stdout } = lapse(['judge', '-'], { input: JSON.stringify({ ...older, hash: hashOf(older) }) });
    expect(stdout.split('\n').slice(-5)).toEqual([
      '  judged as recorded in the standard input; nothing was played',
      '  recorded by lapse 0.0.9',
      expect.stringMatching(/^ {2}verdicts changed: 1 of \d+$/),
      '    expected-start at step 5 (SES-TIMEOUT-003): pass → fail',
      '',
    ]);
  });
});

test('explain draws what was recorded', () => {
  const { code, stdout } = lapse(['explain', '-'], { input: bundle });
  expect(code).toBe(0);
  expect(stdout).toContain('  recorded by lapse 0.1.0 from rudderstack-js sha256:');
  expect(stdout).toMatch(/^┏ {4}3 {2}0ms +track "Product Viewed" +session first · sessionStart$/m);
  expect(stdout).toMatch(/^ +5 {2}30m 1ms {2}tab1 +message +page "visitor-1" · sessionId \d+ · no sessionStart$/m);
  expect(stdout).toContain('\nFAIL expected-session\n');
  const refused = lapse(['explain', 'kept.lapse.json', '--edition', '2022-12'], { cwd: withBundle(plain) });
  expect(refused).toMatchObject({
    code: 2,
    stderr: 'error: --edition decides nothing here: a bundle is drawn as it was recorded\n',
  });
});

describe('what is not whole is refused with one reason, and nothing is played', () => {
  test.each<[string, string, (text: string) => string, string]>([
    [
      'replay',
      'changed in one byte',
      (text) => text.replace('"seed": 1,', '"seed": 2,'),
      'is not what was written: it ',
    ],
    ['judge', 'cut off', (text) => text.slice(0, 5_000), 'is cut off after 5000 bytes: its end is missing\n'],
    [
      'explain',
      'newer',
      (text) => text.replace('"formatVersion": 1', '"formatVersion": 2'),
      'has the format version 2, written by lapse 0.1.0; allowed: the format version 1\n',
    ],
  ])('%s, of one that is %s', (command, _, spoil, message) => {
    const { code, stdout, stderr } = lapse([command, 'kept.lapse.json'], { cwd: withBundle(plain, spoil(bundle)) });
    expect(stderr).toContain(`error: kept.lapse.json ${message}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a name that is nearly right', () => {
    const { code, stderr } = lapse(['judge', 'kept'], { cwd: withBundle(plain) });
    expect(stderr).toContain('kept cannot be read: it does not exist (ENOENT) (did you mean "kept.lapse.json"?)');
    expect(code).toBe(2);
  });
});
