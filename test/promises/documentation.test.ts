import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { isSkipped } from '../languages.js';
import { lapse, withFolder, withoutRealTime } from './command-line.js';
import { documents, isGuide, wordsOf } from './documents.js';

/**
 * The promise: what the documentation shows is what happens. Every fenced block of kind `console` is a command after
 * `$ ` and its whole output; it is run, and compared. Blocks of kind `sh` are for the shell of a person and hold no
 * output; their `npx lapse` commands are run too, those of a block in one folder, and must end well.
 */
interface Example {
  readonly where: string;
  readonly command: string;
  readonly output: string;
}

function blocksOf(kind: string): { where: string; text: string }[] {
  // Guides are followed as a whole, by guides.test.ts.
  const others = documents.filter((each) => !isGuide(each));
  return others.flatMap(({ name, text }) =>
    [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => ({
      where: `${name}:${text.slice(0, match.index).split('\n').length}`,
      text: match[1] ?? '',
    })),
  );
}

const consoleExamples: Example[] = blocksOf('console').map(({ where, text }) => {
  const [first = '', ...rest] = text.split('\n');
  return { where, command: first.replace(/^\$ /, ''), output: rest.join('\n') };
});

/** The commands of a block that are ours, in their order: one may rest on what another has made. */
interface ShellBlock {
  readonly where: string;
  readonly commands: readonly string[];
}

const shellBlocks: ShellBlock[] = blocksOf('sh')
  .map(({ where, text }) => ({
    where,
    commands: text
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, ''))
      .filter((line) => line.startsWith('npx lapse ')),
  }))
  .filter(({ commands }) => commands.length > 0);

/**
 * These play the whole suite or much of it: `npm run test:full` runs them. `main-job.test.ts` compares the first with its
 * own run, and the other promises have short commands of each kind.
 */
const longCommands: readonly RegExp[] = [
  /^npm start$/,
  /^npx lapse run( --(target rudderstack-js-legacy|edition|as-of) \S+)*$/,
  // A section, through an SDK that is executed.
  /^npx lapse run '\w+\/\*\*'/,
  // Dozens of scenarios, or all of them through every mutant.
  /^npx lapse run --suite smoke --reporter none$/,
  /^npx lapse mutants( --suite smoke)?$/,
  // Published versions, which are fetched.
  /^npx lapse (compare \S+@\S+ \S+@|trend )/,
];
const isLong = (command: string): boolean => longCommands.some((pattern) => pattern.test(command));
const full = process.env.LAPSE_FULL === '1';
const isWithoutPython = isSkipped('what the documentation shows of Python', 'python');
const isPlayed = (command: string): boolean =>
  (full || !isLong(command)) && !(isWithoutPython && command.includes('python3'));
/** Every day the README; the guides behind it have one process for each of their many commands. */
const isOfToday = (where: string): boolean => full || where.startsWith('README.md');

describe('the documentation', () => {
  test('it has examples', () => {
    expect(consoleExamples.length).toBeGreaterThan(2);
    expect(shellBlocks.flatMap(({ commands }) => commands).length).toBeGreaterThan(3);
  });

  test.each(consoleExamples.filter(({ where, command }) => isOfToday(where) && isPlayed(command)))(
    '$where: $command',
    ({ command, output }) => {
      // In the folder of the package, as a reader of the documentation would.
      const words = wordsOf(command);
      const dated = words[0] === 'run' && !words.includes('--as-of') ? ['--as-of', '2026-11-23'] : [];
      const { stdout, stderr } = lapse([...words, ...dated]);
      expect(withoutRealTime(stdout + stderr)).toBe(withoutRealTime(output));
    },
    240_000,
  );

  test.each(shellBlocks.filter(({ where, commands }) => isOfToday(where) && commands.some(isPlayed)))(
    '$where: commands for a shell',
    ({ commands }) => {
      withFolder((folder) => {
        for (const command of commands.filter(isPlayed)) {
          const { code, stderr } = lapse(wordsOf(command), { cwd: folder });
          expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: '' });
        }
      });
    },
    240_000,
  );

  test.each(full ? blocksOf('js vitest') : [])(
    '$where: tests of vitest',
    ({ text }) => {
      withFolder((folder) => {
        // As they would be in a project that has both installed.
        const modules = path.join(folder, 'node_modules');
        mkdirSync(modules);
        symlinkSync(packageRoot, path.join(modules, 'lapse'));
        symlinkSync(path.join(packageRoot, 'node_modules', 'vitest'), path.join(modules, 'vitest'));
        writeFileSync(path.join(folder, 'shown.test.js'), text);
        const { VITEST: _within, ...env } = process.env;
        const words = [path.join(modules, 'vitest', 'vitest.mjs'), 'run', '--no-color'];
        const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, env, encoding: 'utf8' });
        expect(stdout).toMatch(/Tests {2}\d+ passed/);
        expect(status).toBe(0);
      });
    },
    240_000,
  );

  test.each(blocksOf('js'))(
    '$where: a program',
    ({ text }) => {
      // In the folder of the package, where its own name leads to the library as it is built.
      const words = ['--input-type=module', '--eval', text];
      const { status, stderr } = spawnSync(process.execPath, words, { cwd: packageRoot, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
    240_000,
  );
});
