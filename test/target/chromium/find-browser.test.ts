import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '../../../src/target/chromium/find-browser.js';
import { withFolder } from '../../promises/command-line.js';

test('the browser is the one that is named, then that of Playwright, then one of the system', () => {
  withFolder((folder) => {
    const programs = ['named', 'variable', 'playwright', 'google-chrome-stable'].map((name) => {
      const file = path.join(folder, name);
      writeFileSync(file, '', { mode: 0o755 });
      return file;
    });
    const [chosen = '', variable = '', ofPlaywright = '', system = ''] = programs;
    const environment = { LAPSE_CHROMIUM: variable, PATH: folder };
    expect(findBrowser({ chosen, ofPlaywright, environment })).toBe(chosen);
    expect(findBrowser({ ofPlaywright, environment })).toBe(variable);
    expect(findBrowser({ ofPlaywright, environment: { LAPSE_CHROMIUM: '', PATH: folder } })).toBe(ofPlaywright);
    const missing = path.join(folder, 'no-such-browser');
    expect(findBrowser({ ofPlaywright: missing, environment: { PATH: folder } })).toBe(system);
    expect(findBrowser({ environment: { PATH: '' } })).toBeUndefined();
  });
});

test('one that is named and cannot be run is refused, and no other is taken', () => {
  withFolder((folder) => {
    const file = path.join(folder, 'google-chrome');
    writeFileSync(file, '', { mode: 0o644 });
    expect(() => findBrowser({ chosen: file, environment: {} })).toThrow(/--browser-path is .*allowed: the path/);
    expect(() => findBrowser({ environment: { LAPSE_CHROMIUM: file } })).toThrow('LAPSE_CHROMIUM is');
    expect(findBrowser({ environment: { PATH: folder } })).toBeUndefined();
  });
});
