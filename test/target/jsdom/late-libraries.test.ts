import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import '../../../src/target/jsdom/late-libraries.js';
import { JSDOM } from 'jsdom';
import { packageRoot } from '../../../src/spec/package-root.js';

const libraries = ['dom-selector', 'css-color', 'css-tree', 'undici/lib/web'];

/** What of them a new process has loaded after this, with jsdom loaded as in a thread. */
function loadedAfter(work: string): string[] {
  const compiled = pathToFileURL(path.join(packageRoot, 'dist', 'target', 'jsdom', 'late-libraries.js')).href;
  const script = `
    await import(${JSON.stringify(compiled)});
    const { JSDOM } = await import('jsdom');
    const { createRequire } = await import('node:module');
    const { noNetwork } = await import(${JSON.stringify(compiled.replace('late-libraries', 'no-network'))});
    const { window } = new JSDOM('<p class="a">one</p><p id="b">two</p>', { resources: { dispatcher: noNetwork } });
    ${work};
    console.log(Object.keys(createRequire(${JSON.stringify(compiled)}).cache).join('\\n'));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  expect(stdout).toContain('jsdom');
  return libraries.filter((name) => stdout.includes(`/${name}/`));
}

describe('the libraries for selectors, styles and the network', () => {
  const { window } = new JSDOM('<p class="a">one</p><p id="b">two</p>');
  const { document } = window;

  test('are loaded by the page that uses them, and not with jsdom', () => {
    expect(loadedAfter('window.document.getElementById("b").textContent = "x"')).toEqual([]);
    expect(loadedAfter('window.document.querySelector("p:not(.a)")')).toContain('dom-selector');
  });

  test('are loaded by what goes to a network', () => {
    expect(loadedAfter('new window.WebSocket("ws://127.0.0.1:9/").onerror = () => {}')).toEqual(['undici/lib/web']);
    expect(loadedAfter('new JSDOM("", { resources: "usable" })')).toEqual(['undici/lib/web']);
  });

  test('are there when selectors are used', () => {
    expect(document.querySelector('p:not(.a)')?.id).toBe('b');
    expect(document.querySelectorAll('body > p')).toHaveLength(2);
    expect(document.querySelector('#b')?.closest('body')).toBe(document.body);
    expect(document.querySelector('#b')?.matches('p.a')).toBe(false);
    expect(() => document.querySelector('p:(')).toThrow(window.DOMException);
  });

  test('are there when styles are used', () => {
    document.getElementById('b')?.setAttribute('style', 'color: red');
    const style = document.createElement('style');
    style.textContent = '@media all { .a { color: rgb(0 128 0); margin: calc(1px + 2px) } }';
    document.head.append(style);
    const [one, two] = [...document.querySelectorAll('p')].map((each) => window.getComputedStyle(each).color);
    expect([one, two]).toEqual(['rgb(0, 128, 0)', 'rgb(255, 0, 0)']);
    expect(style.sheet?.cssRules[0]?.cssText.replace(/\s+/g, ' ')).toBe(
      '@media all { .a { color: rgb(0, 128, 0); margin: calc(3px); } }',
    );
    document.body.style.backgroundColor = 'hsl(120 100% 25%)';
    expect(document.body.style.backgroundColor).toBe('rgb(0, 128, 0)');
  });
});
