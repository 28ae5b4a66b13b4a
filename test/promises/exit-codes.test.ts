import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lapse, withFolder } from './command-line.js';

const engine = ['--target', 'reference:rudderstack-web', '--reporter', 'none', '--as-of', '2026-11-23'];

const wrongScenario = `title: The first event opens a session
requirements: [SES-START-001]
platform: web
steps:
  - load
  - track: Product Viewed
    expect: { session: none }
`;

// The promise: an exit code that a pipeline can trust.
describe('exit codes', () => {
  test('0: the target conforms', () => {
    expect(lapse(['run', 'timeout/**', ...engine]).code).toBe(0);
  });

  test('1: it does not', () => {
    const { code, stdout } = lapse([
      'run',
      'cut-off/default-duration',
      '--policy',
      'rudderstack-web',
      '--target',
      'reference:announcement-web',
      '--reporter',
      'none',
    ]);
    expect(stdout).toContain('FAIL cut-off/default-duration');
    expect(code).toBe(1);
  });

  test('1: the review date of a deviation has passed', () => {
    const { code, stdout } = lapse([
      'run',
      'context/session-id-of-the-caller',
      '--as-of',
      '2030-01-01',
      '--reporter',
      'none',
    ]);
    expect(stdout).toContain('OVERDUE');
    expect(code).toBe(1);
  });

  test('2: no browser at all for a target that runs in one, told with how to get one, and nothing is written', () => {
    withFolder((folder) => {
      const out = path.join(folder, 'reports');
      const words = ['run', 'timeout/within', '--target', 'rudderstack-js@chromium', '--reporter', 'csv', '--out', out];
      const env = { PATH: '', LAPSE_CHROMIUM: '', PLAYWRIGHT_BROWSERS_PATH: folder };
      expect(lapse(words, { env })).toMatchInlineSnapshot(`
        {
          "code": 2,
          "stderr": "error: there is no Chromium: install one, such as with "npx playwright-core install chromium" or "apt-get install chromium", or name yours with --browser-path or in LAPSE_CHROMIUM
        ",
          "stdout": "",
        }
      `);
      expect(readdirSync(out)).toEqual([]);
    });
  });

  test('2: bad input, told in one line, and nothing is written', () => {
    withFolder((folder) => {
      const out = path.join(folder, 'reports');
      const { code, stdout, stderr } = lapse(['run', 'timeout/no-such-thing', '--out', out]);
      expect({ code, stdout, stderr }).toMatchInlineSnapshot(`
        {
          "code": 2,
          "stderr": "error: no file, folder or scenario is called "timeout/no-such-thing"; allowed: a file, a folder, or an id that lapse list shows
        ",
          "stdout": "",
        }
      `);
      expect(existsSync(out)).toBe(false);
    });
  });

  test('3: the author of a scenario and the engine contradict each other', () => {
    withFolder((folder) => {
      const file = path.join(folder, 'wrong.yaml');
      writeFileSync(file, wrongScenario);
      const { code, stdout } = lapse(['run', file, ...engine]);
      expect(stdout).toContain('FAULT OF LAPSE');
      expect(code).toBe(3);
    });
  });

  test('3: a run in which nothing applies has judged nothing', () => {
    const { code, stdout } = lapse(['run', 'timeout/exactly-inclusive', ...engine]);
    expect(stdout).toContain('1 skip');
    expect(code).toBe(3);
  });

  test('--strict: a difference from an observed policy value fails as well', () => {
    const words = [
      'run',
      'timeout/exactly-inclusive',
      '--policy',
      'announcement-web',
      '--reporter',
      'none',
      '--as-of',
      '2026-11-23',
    ];
    const lenient = lapse(words);
    expect(lenient.stdout).toContain('characterization');
    expect(lenient.code).toBe(0);
    expect(lapse([...words, '--strict']).code).toBe(1);
  });
});
