import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lapse, withFolder } from './command-line.js';

const head = 'title: Some title\nrequirements: [SES-START-001]\nplatform: web\n';
const calm = `${head}steps:\n  - load\n  - track: Viewed\n    expect: { session: first, start: true }\n`;

/** Levels of lists, each of ten aliases of the one before. */
const bomb = Array.from({ length: 9 }, (_, level) =>
  level === 0 ? 'l0: &l0 [x, x]' : `l${level}: &l${level} [${`*l${level - 1}, `.repeat(10)}]`,
).join('\n');

/** Runs the files of a folder called `mine`; nothing may be written and nothing be played. */
function refuse(files: Readonly<Record<string, string | Uint8Array>>, ...words: string[]): string {
  return withFolder((folder) => {
    mkdirSync(path.join(folder, 'mine'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    const selectors = words.length === 0 ? ['mine'] : words;
    const { code, stdout, stderr } = lapse(['run', ...selectors, '--out', 'reports'], { cwd: folder });
    expect({ code, stdout, reports: existsSync(path.join(folder, 'reports')) }).toEqual({
      code: 2,
      stdout: '',
      reports: false,
    });
    return stderr.replaceAll(folder, '…');
  });
}

// The promise: what cannot be read ends with exit code 2 and a message for each fault, and writes nothing.
describe('hostile input', () => {
  test('a folder without scenarios', () => {
    expect(refuse({})).toMatchInlineSnapshot(`
      "error: the folder "mine" holds no scenarios; allowed: a folder with .yaml or .yml files
      "
    `);
  });

  test('files of every wrong kind, told in one go, beside one that is right', () => {
    const files = {
      'mine/alias-bomb.yaml': bomb,
      'mine/binary.yaml': new Uint8Array([0x74, 0x3a, 0x20, 0xe9, 0xff, 0x0a]),
      'mine/calm.yaml': calm,
      'mine/control.yaml': `${head}# \u0000\n`,
      'mine/cycle.yaml': `${head}steps: &steps\n  - load\n  - *steps\n`,
      'mine/empty.yaml': '',
      'mine/large.yaml': `${head}steps:\n${'  - load\n'.repeat(600_000)}`,
      'mine/many-keys.yaml': `${head}${Array.from({ length: 50_000 }, (_, index) => `k${index}: x\n`).join('')}`,
      'mine/negative.yaml': `${calm}  - wait: -5m\n  - sleep: 1m - timeout\n`,
      'mine/prototype.yaml': `${calm.replace('start: true', '__proto__: 1, toString: 2')}constructor: 3\n`,
      'mine/tabs.yaml': 'title: T\nsteps:\n\t- load\n',
      'mine/utf16.yaml': Buffer.from(`\ufeff${calm}`, 'utf16le'),
      'mine/years.yaml': `${calm}  - wait: 109500d\n  - wait: 300 years\n`,
      'mine/😀.yaml': calm,
    };
    const lines = refuse(files).split('\n');
    // Of one file, a hundred problems are told.
    const told = lines.filter((line) => !/many-keys\.yaml:\d+:1: unknown key "k[1-9]/.test(line));
    expect(lines.length - told.length).toBeGreaterThan(90);
    expect(told.join('\n')).toMatchInlineSnapshot(`
      "error: mine/alias-bomb.yaml:2:10: not valid YAML: aliases of aliases make the file too large; allowed: fewer aliases
      error: mine/binary.yaml:1:4: the file is not UTF-8: the byte 0xE9 begins no character; allowed: UTF-8
      error: mine/control.yaml:4:3: the control character U+0000 stands in the file; allowed: an escape within double quotes, such as "\\x1b"
      error: mine/cycle.yaml:6:5: not valid YAML: the alias "steps" stands within what it stands for
      error: mine/empty.yaml:1:1: the file is empty
      error: mine/large.yaml:1:1: the file is too long: 5400069 bytes; allowed: at most 4000000 bytes
      error: mine/many-keys.yaml:1:1: the file lacks the key "steps"
      error: mine/many-keys.yaml:4:1: unknown key "k0"; allowed: title, requirements, platform, given, config, start, url, matrix, steps
      error: mine/many-keys.yaml:102:1: and 49901 more problems in this file
      error: mine/negative.yaml:8:11: steps[2].wait is "-5m"; allowed: a duration that is not negative; setClock sets a clock back
      error: mine/negative.yaml:9:12: steps[3].sleep is "1m - timeout", which is -29m under the policy rudderstack-web; allowed: a duration that is not negative; setClock sets a clock back
      error: mine/prototype.yaml:7:31: unknown key "__proto__" in steps[1].expect; allowed: session, start, id, fields, visitor, messages, logs, requirement, because
      error: mine/prototype.yaml:7:45: unknown key "toString" in steps[1].expect; allowed: session, start, id, fields, visitor, messages, logs, requirement, because
      error: mine/prototype.yaml:8:1: unknown key "constructor"; allowed: title, requirements, platform, given, config, start, url, matrix, steps
      error: mine/tabs.yaml:3:1: not valid YAML: a tab indents the line; allowed: spaces
      error: mine/utf16.yaml:1:1: the file is UTF-16; allowed: UTF-8
      error: mine/years.yaml:8:11: the duration "109500d" is too long; allowed: at most 104166d 16h
      error: mine/years.yaml:9:11: "300" in the duration "300 years" has no unit; allowed: a number with ms, s, m, h or d
      error: mine/😀.yaml:1:1: the path "mine/😀" cannot be the id of a scenario; allowed: letters, digits, dots, hyphens and underscores
      "
    `);
  });

  test('one id in two files, in two folders and by two endings', () => {
    const files = { 'mine/a.yaml': calm, 'mine/a.yml': calm, 'other/mine/a.yaml': calm };
    expect(refuse(files, 'mine', 'other/mine')).toMatchInlineSnapshot(`
      "error: mine/a.yml:1:1: the id "mine/a" is taken, by mine/a.yaml:1:1; allowed: each id once
      error: other/mine/a.yaml:1:1: the id "mine/a" is taken, by mine/a.yml:1:1; allowed: each id once
      "
    `);
  });

  test('an unknown target, and all that is wrong with the other options', () => {
    expect(
      refuse({ 'mine/a.yaml': calm }, 'mine', '--target', 'rudderstack', '--seed', 'x', '--time-limit', '5'),
    ).toMatchInlineSnapshot(`
      "error: --seed is "x"; allowed: a whole number from 0 to 4294967295
      error: --time-limit is "5"; allowed: a duration from 100ms to 1h, such as 5s
      error: unknown target "rudderstack" (did you mean "rudderstack-js"?); allowed: rudderstack-js, rudderstack-js-legacy, rudderstack-js@chromium, rudderstack-js-legacy@chromium, reference:announcement-mobile, reference:announcement-web, reference:rudderstack-android, reference:rudderstack-flutter, reference:rudderstack-ios, reference:rudderstack-kotlin, reference:rudderstack-react-native, reference:rudderstack-swift, reference:rudderstack-web-legacy, reference:rudderstack-web, model:rudderstack-android, model:rudderstack-flutter, model:rudderstack-ios, model:rudderstack-kotlin, model:rudderstack-react-native, model:rudderstack-swift, model:rudderstack-web-legacy, model:rudderstack-web, audit:null, audit:echo, audit:frozen, audit:eager, audit:parrot, adapter: and a command, http:// and an address
      "
    `);
  });

  test('links that lead in a circle or nowhere', () => {
    withFolder((folder) => {
      mkdirSync(path.join(folder, 'mine'));
      symlinkSync('circle.yaml', path.join(folder, 'mine', 'circle.yaml'));
      symlinkSync('nowhere.yaml', path.join(folder, 'mine', 'dangling.yaml'));
      symlinkSync('../mine', path.join(folder, 'mine', 'again'));
      const { code, stderr } = lapse(['validate', 'mine'], { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toMatchInlineSnapshot(`
        "error: mine/circle.yaml:1:1: the file cannot be read: its symbolic links lead in a circle (ELOOP)
        error: mine/dangling.yaml:1:1: the file cannot be read: it does not exist (ENOENT)
        "
      `);
    });
  });

  // Whoever may read everything cannot see this.
  test.skipIf(process.getuid?.() === 0)('files and folders without permission', () => {
    withFolder((folder) => {
      mkdirSync(path.join(folder, 'mine', 'closed'), { recursive: true });
      writeFileSync(path.join(folder, 'mine', 'a.yaml'), calm);
      chmodSync(path.join(folder, 'mine', 'a.yaml'), 0);
      chmodSync(path.join(folder, 'mine', 'closed'), 0);
      const { code, stderr } = lapse(['validate', 'mine'], { cwd: folder });
      chmodSync(path.join(folder, 'mine', 'closed'), 0o700);
      expect(code).toBe(2);
      expect(stderr).toBe(
        'error: mine/a.yaml:1:1: the file cannot be read: permission denied (EACCES)\n' +
          'error: mine/closed:1:1: the folder cannot be read: permission denied (EACCES)\n',
      );
    });
  });
});

describe('unusual input that is right', () => {
  test.each([
    ['a byte order mark', `\ufeff${calm}`],
    ['line ends of Windows', calm.replaceAll('\n', '\r\n')],
    ['a title of a hundred thousand letters', calm.replace('Some title', 'x'.repeat(100_000))],
    ['labels that objects have as well', calm.replace('first', 'constructor').replace('Viewed', 'toString')],
  ])('%s', (_what, text) => {
    withFolder((folder) => {
      mkdirSync(path.join(folder, 'mine'));
      writeFileSync(path.join(folder, 'mine', 'a.yaml'), text);
      const words = ['run', 'mine', 'mine/a.yaml', '--target', 'reference:rudderstack-web', '--reporter', 'none'];
      const { code, stdout } = lapse(words, { cwd: folder });
      expect(stdout).toContain('1 scenario ·');
      expect(code).toBe(0);
    });
  });

  test('JSON, when it is named', () => {
    withFolder((folder) => {
      const steps = ['load', { track: 'Viewed', expect: { session: 'first' } }];
      const json = { title: 'T', requirements: ['SES-START-001'], platform: 'web', steps };
      mkdirSync(path.join(folder, 'mine'));
      writeFileSync(path.join(folder, 'mine', 'a.json'), JSON.stringify(json, undefined, 1));
      expect(lapse(['validate', 'mine/a.json'], { cwd: folder }).code).toBe(0);
      expect(lapse(['validate', 'mine'], { cwd: folder }).stderr).toContain('holds no scenarios');
    });
  });
});
