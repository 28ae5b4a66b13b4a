import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { filesBelow } from '../house/source-files.js';
import { npmPack } from './package-files.js';

const read = (name: string): string => readFileSync(path.join(packageRoot, name), 'utf8');

const manifest: {
  exports: Record<string, string | { types: string; default: string }>;
  bin: { lapse: string };
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
} = JSON.parse(read('package.json'));

const packed = npmPack();
const built = packed.files.filter((name) => name.startsWith('dist/'));

/** The names of packages that a file of the build imports, at run time or, in a declaration, for its types. */
function importedBy(name: string): string[] {
  const forms =
    /^(?:import|export)\b[^'"]*\bfrom '([^']+)'|^import '([^']+)'|\b(?:import|createRequire\([^)]*\))\(['"]([^'"]+)['"]\)/gm;
  const imports = [...read(name).matchAll(forms)].map(([, from, bare, called]) => from ?? bare ?? called ?? '');
  return imports.filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier));
}

const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

// The promise: the package works where it is installed, alone. test/full/installed-package.test.ts installs it.
describe('the package', () => {
  test('holds all that is needed to judge, and nothing of how it is made', () => {
    const needed = filesBelow(['spec', 'scenarios'], /\.(ya?ml|json|cjs)$/).map(({ name }) => name);
    expect(needed.filter((name) => !packed.files.includes(name))).toEqual([]);
    const others = packed.files.filter((name) => !/^(dist|docs|spec|scenarios)\//.test(name)).sort();
    expect(others).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'reports/README.md']);
    expect(built.filter((name) => !/\.(js|cjs|d\.ts)$/.test(name))).toEqual(['dist/parsed-texts.tsv']);
    expect(packed.files).toContain(manifest.bin.lapse);
  });

  test('exports what is in it, with types', () => {
    const targets = Object.values(manifest.exports).flatMap((each) =>
      typeof each === 'string' ? [] : [each.types, each.default],
    );
    expect(targets).toHaveLength(6);
    expect(targets.filter((name) => !packed.files.includes(name.replace('./', '')))).toEqual([]);
  });

  test('needs at run time what it depends on, and what is heavy only where somebody has it', () => {
    const declared = { ...manifest.dependencies, ...manifest.optionalDependencies };
    const needed = built
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => importedBy(name).map((specifier) => ({ name, package: packageOf(specifier) })));
    const undeclared = needed.filter((each) => declared[each.package] === undefined);
    expect(undeclared).toEqual([
      { name: 'dist/conformance/vitest.js', package: 'vitest' },
      { name: 'dist/warehouse/verify/engines/postgres.js', package: '@electric-sql/pglite' },
    ]);
    expect(Object.keys(manifest.peerDependencies)).toEqual(['@electric-sql/pglite', 'vitest']);
    for (const optional of Object.values(manifest.peerDependenciesMeta)) expect(optional).toEqual({ optional: true });
    // The SDKs are run, not imported; whatever else is declared is imported.
    const unused = Object.keys(declared).filter((name) => !needed.some((each) => each.package === name));
    expect(unused).toEqual(['@rudderstack/analytics-js', 'rudder-sdk-js']);
  });

  test('has types that need no package of those who make it', () => {
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const [, from = ''] of read(name).matchAll(/from ['"](\.[^'"]+)\.js['"]/g)) {
        visit(path.posix.join(path.posix.dirname(name), `${from}.d.ts`));
      }
    };
    for (const each of Object.values(manifest.exports))
      if (typeof each !== 'string') visit(each.types.replace('./', ''));
    expect(seen.size).toBeGreaterThan(10);
    const packages = new Set([...seen].flatMap((name) => importedBy(name).map(packageOf)));
    expect([...packages].filter((name) => manifest.dependencies[name] === undefined)).toEqual([]);
  });

  test('takes as much room as the documentation says', () => {
    const [, megabytes] = /takes (\d+\.\d) MB unpacked/.exec(read('docs/project.md')) ?? [];
    const said = Number(megabytes) * 1_000_000;
    expect(packed.unpackedSize / said).toBeGreaterThan(0.9);
    expect(packed.unpackedSize / said).toBeLessThan(1.1);
  });
});
