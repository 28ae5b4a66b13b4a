import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { isSkipped } from '../languages.js';
import { lapse, withFolder, withoutRealTime } from './command-line.js';
import { documents, isGuide, wordsOf } from './documents.js';

/**
 * The promise: a guide, followed from its first line to its last in one folder, leads where it says. A block that names a
 * file is that file; one of kind `console` is a command after `$ ` and its whole output; one of kind `sh` is commands that
 * end well. `sh python` and `sh java` are for machines that have the language, where every line is run.
 */
interface Block {
  readonly kind: string;
  /** The name of a file, or of a language. */
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

const guides = documents.filter(isGuide);

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map((match) => ({
    kind: match[1] ?? '',
    name: match[2] ?? '',
    text: match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }));
}

/** What depends on the machine: how long it took, which Node it was, and where Lapse lies. */
function withoutMachine(text: string): string {
  return withoutRealTime(text)
    .replace(/^( {2}Node +)\S+$/gm, '$1N')
    .replaceAll(packageRoot, 'node_modules/lapse');
}

const commandsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, ''))
    .filter((line) => line !== '');

function follow({ kind, name, text, line }: Block, folder: string): void {
  const where = { line };
  if (name.includes('.')) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  } else if (kind === 'console') {
    const [command = '', ...output] = text.split('\n');
    const { stdout, stderr } = lapse(wordsOf(command.replace(/^\$ /, '')), { cwd: folder });
    expect({ ...where, output: withoutMachine(stdout + stderr) }).toEqual({
      ...where,
      output: withoutMachine(output.join('\n')),
    });
  } else if (kind === 'sh') {
    for (const command of commandsOf(text)) {
      const isOurs = command.startsWith('npx lapse ');
      if (!isOurs && name === '') continue;
      const { code, stderr } = isOurs ? lapse(wordsOf(command), { cwd: folder }) : byShell(command, folder);
      expect({ ...where, command, code, stderr }).toEqual({ ...where, command, code: 0, stderr: '' });
    }
  }
}

function byShell(command: string, cwd: string): { readonly code: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync(command, { cwd, shell: true, encoding: 'utf8' });
  return { code: status, stderr };
}

/** Every day the README alone is run; guides have many commands. */
const isFull = process.env.LAPSE_FULL === '1';

describe('the guides', () => {
  test('there are some, with files, commands and their output', () => {
    const kinds = guides.flatMap(({ text }) => blocksOf(text)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['console', 'sh', 'js']));
  });

  test('the adapter that one of them fills in blames itself, and not the SDK, for a step that it does not know', () => {
    const files = guides.flatMap(({ text }) => blocksOf(text)).filter(({ name }) => /^adapter\/.*\.mjs$/.test(name));
    withFolder((folder) => {
      for (const file of files) follow(file, folder);
      const step = { id: 1, command: 'step', action: { kind: 'freeze' } };
      const { stdout } = spawnSync(process.execPath, [path.join(folder, 'adapter', 'adapter.mjs')], {
        input: `${JSON.stringify(step)}\n`,
        encoding: 'utf8',
      });
      expect(JSON.parse(stdout)).toEqual({ id: 1, error: 'adapter.mjs does not know the step freeze' });
    });
  });

  test.skipIf(!isFull).each(guides)(
    '$name is followed',
    ({ name: guide, text }) => {
      withFolder((folder) => {
        // In a checkout these are beside it.
        for (const each of ['examples', 'spec']) symlinkSync(path.join(packageRoot, each), path.join(folder, each));
        for (const block of blocksOf(text)) {
          const { name, line } = block;
          const isMissing = (name === 'python' || name === 'java') && isSkipped(`${guide}:${line}`, name);
          if (!isMissing) follow(block, folder);
        }
      });
    },
    600_000,
  );
});
