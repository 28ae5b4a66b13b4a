import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { withFolder } from '../promises/command-line.js';

const options = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    types: ['node'],
    strict: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    preserveSymlinks: true,
  },
  include: ['*.mjs'],
};

// The promise: the types of the package fit the programs that its documentation shows.
test('the programs of the documentation are right by the types of the package', () => {
  withFolder((folder) => {
    const modules = path.join(folder, 'node_modules');
    mkdirSync(path.join(modules, '@types'), { recursive: true });
    symlinkSync(packageRoot, path.join(modules, 'lapse'));
    for (const name of ['vitest', 'fast-check', '@types/node', 'undici-types', 'pure-rand']) {
      symlinkSync(path.join(packageRoot, 'node_modules', name), path.join(modules, name));
    }
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(options));
    const text = readFileSync(path.join(packageRoot, 'docs', 'library.md'), 'utf8');
    const programs = [...text.matchAll(/^```js(?: vitest)?\n(.*?)^```$/gms)].map(([, program = '']) => program);
    expect(programs.length).toBeGreaterThan(4);
    for (const [index, program] of programs.entries()) writeFileSync(path.join(folder, `${index}.mjs`), program);
    const compiler = path.join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
    const check = (): string =>
      spawnSync(process.execPath, [compiler, '--project', folder], { cwd: folder, encoding: 'utf8' }).stdout;
    expect(check()).toBe('');
    // And would be told if they were not.
    writeFileSync(
      path.join(folder, 'wrong.mjs'),
      `import { openTarget } from 'lapse';\nopenTarget('x', { seed: '1' });\n`,
    );
    expect(check()).toContain('wrong.mjs');
  });
}, 240_000);
