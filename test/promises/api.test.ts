import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';

const read = (name: string): string => readFileSync(path.join(packageRoot, 'docs', name), 'utf8');

/** The names of what may be imported, as the documentation has them. */
const exported = [...(read('api.md').split('## What these name')[0] ?? '').matchAll(/^### (\w+)$/gm)].map(
  ([, name = '']) => name,
);

// The promise: what may be imported is documented from the source, and shown in an example that is run.
describe('the library', () => {
  test('has documentation that is as the source has it now', () => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/api.mjs', '--check'], {
      cwd: packageRoot,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('exports what its documentation says, and nothing else', async () => {
    const { pathToFileURL } = await import('node:url');
    const entry = pathToFileURL(path.join(packageRoot, 'dist', 'index.js')).href;
    const values = Object.keys(await import(entry));
    expect(values.length).toBeGreaterThan(3);
    expect(values.filter((name) => !exported.includes(name))).toEqual([]);
  });

  test('has an example of each in a program that is run', () => {
    const programs = [...read('library.md').matchAll(/^```js( vitest)?\n(.*?)^```$/gms)].map(([, , text]) => text);
    expect(exported.length).toBeGreaterThan(15);
    expect(exported.filter((name) => !programs.some((text) => new RegExp(`\\b${name}\\b`).test(text ?? '')))).toEqual(
      [],
    );
  });
});
