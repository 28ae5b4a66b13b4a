import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extract } from 'tar';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { filesIn, withFolder } from '../promises/command-line.js';
import { npmPack } from '../promises/package-files.js';

/** What npm installs with the package: names of packages, without those that only its makers need. */
function installedWith(): string[] {
  const words = ['ls', '--omit=dev', '--all', '--parseable', '--offline'];
  const { stdout } = spawnSync('npm', words, {
    cwd: packageRoot,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const modules = path.join(packageRoot, 'node_modules') + path.sep;
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(modules))
    .map((line) => line.slice(modules.length))
    .filter((name) => !name.includes(`node_modules${path.sep}`));
}

/** The tarball, unpacked where npm would unpack it, beside links to what it depends on. Needs no network. */
async function install(folder: string): Promise<void> {
  const { filename } = npmPack(folder);
  await extract({ file: path.join(folder, filename), cwd: folder });
  const modules = path.join(folder, 'node_modules');
  mkdirSync(modules);
  renameSync(path.join(folder, 'package'), path.join(modules, 'lapse'));
  for (const name of installedWith()) {
    // An optional peer may be there for another reason; here it is not.
    if (name === 'vitest') continue;
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    symlinkSync(path.join(packageRoot, 'node_modules', name), path.join(modules, name));
  }
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "shop", "private": true, "type": "module" }\n');
}

test('the package that npm publishes works in an empty project, without what its makers need', async () => {
  await withFolder(async (folder) => {
    await install(folder);
    const modules = path.join(folder, 'node_modules');
    for (const name of ['typescript', 'vitest', '@biomejs/biome', '@types/node']) {
      expect(existsSync(path.join(modules, name)), name).toBe(false);
    }
    const run = (...words: string[]) => {
      const main = path.join(modules, 'lapse', 'dist', 'cli', 'main.js');
      const { CI: _pipeline, FORCE_COLOR: _colour, ...env } = process.env;
      return spawnSync(process.execPath, [main, ...words], { cwd: folder, env, encoding: 'utf8' });
    };
    expect(run('init')).toMatchObject({ status: 0, stderr: '' });
    expect(run('validate')).toMatchObject({ status: 0, stderr: '' });
    const played = run('run', '--suite', 'smoke', '--as-of', '2026-11-23');
    expect(played.stderr).toBe('');
    expect(played.stdout).toContain('rudderstack-js 3.34.1 (jsdom, executed)');
    expect(played.status).toBe(0);
    const reports = filesIn(path.join(folder, 'reports', 'lapse'));
    expect([...reports.keys()]).toEqual(expect.arrayContaining(['report.json', 'junit.xml', 'verdicts.csv']));
    expect([...reports.values()].filter((text) => text.includes(folder))).toEqual([]);
    const own = run('run', 'checkout/*', '--reporter', 'none', '--as-of', '2026-11-23');
    expect(own.stdout).toContain('checkout        1 pass');

    // A program, by the names that the package exports.
    const program = `import { laws } from 'lapse'; import 'lapse/node-test'; process.stdout.write(String(laws.length > 5));`;
    const words = ['--input-type=module', '--eval', program];
    const { stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
    expect(stdout).toMatch(/^true/);

    // The SDK that the project has comes first, and the report says which it is.
    const name = '@rudderstack/analytics-js';
    const other = path.join(folder, 'app', 'node_modules', name, 'dist', 'npm', 'modern', 'bundled', 'cjs');
    mkdirSync(other, { recursive: true });
    const script = path.join('dist', 'npm', 'modern', 'bundled', 'cjs', 'index.cjs');
    writeFileSync(path.join(other, 'index.cjs'), readFileSync(path.join(packageRoot, 'node_modules', name, script)));
    writeFileSync(
      path.join(folder, 'app', 'node_modules', name, 'package.json'),
      JSON.stringify({ name, version: '3.99.0' }),
    );
    const main = path.join(modules, 'lapse', 'dist', 'cli', 'main.js');
    const options = { cwd: path.join(folder, 'app'), encoding: 'utf8' } as const;
    const app = spawnSync(process.execPath, [main, 'run', 'checkout/*', '--reporter', 'json'], options);
    expect(app.stdout).toContain('rudderstack-js 3.99.0 (jsdom, executed)');
    const report = JSON.parse(filesIn(path.join(folder, 'reports', 'lapse')).get('report.json') ?? '');
    expect(report.target).toMatchObject({ version: '3.99.0' });
  });
}, 600_000);
