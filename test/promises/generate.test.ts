import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { lapse, lapseAside, withFolder } from './command-line.js';

// The promise: a dataset is the same whoever makes it, and is there whole or not at all.
const small = ['generate', '--population', 'game', '--users', '20', '--days', '5', '--seed', '7'];
const endless = ['generate', '--population', 'game', '--users', '1000000'];

const main = path.join(packageRoot, 'dist', 'cli', 'main.js');

/** Starts a long one in the folder, waits until it writes, and sends it a signal. */
async function signalled(folder: string, signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> {
  const data = path.join(folder, 'data');
  mkdirSync(data);
  const watcher = watch(data);
  const child = spawn(process.execPath, [main, ...endless, '--out', data], { stdio: 'ignore' });
  await once(watcher, 'change');
  watcher.close();
  child.kill(signal);
  const [code]: (number | null)[] = await once(child, 'close');
  return code ?? null;
}

describe('lapse generate', () => {
  test('makes the same bytes with any number of threads', async () => {
    await withFolder(async (folder) => {
      const outs = ['1', '2'].map((jobs) => ({ jobs, out: path.join(folder, jobs) }));
      const outcomes = await Promise.all(
        outs.map(({ jobs, out }) => lapseAside([...small, '--jobs', jobs, '--out', out])),
      );
      expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
        { code: 0, stderr: '' },
        { code: 0, stderr: '' },
      ]);
      const [one, two] = outs.map(({ out }) =>
        readdirSync(out).map((name) => [name, readFileSync(path.join(out, name), 'utf8')]),
      );
      expect(one?.map(([name]) => name)).toEqual([
        'dictionary.csv',
        'dictionary.md',
        'events.csv',
        'manifest.json',
        'population.yaml',
        'sessions.csv',
        'users.csv',
        'visit_sessions.csv',
        'visits.csv',
      ]);
      expect(two).toEqual(one);
    });
  });

  test('ends quietly when the reader of the pipe has seen enough', async () => {
    const child = spawn(process.execPath, [main, ...endless, '--stdout'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect([await once(child, 'close'), errors]).toEqual([[0, null], '']);
  });

  test('leaves nothing that looks complete when it is killed, and starts anew', async () => {
    await withFolder(async (folder) => {
      await signalled(folder, 'SIGKILL');
      const data = path.join(folder, 'data');
      expect(readdirSync(data)).toEqual(['.lapse-generate']);
      const { code, stderr } = lapse([...small, '--out', data, '--tables', 'users', '--jobs', '1']);
      expect(stderr).toBe(
        'an interrupted run was found here; what it left is removed, and this one starts from the beginning\n',
      );
      expect(code).toBe(0);
      expect(readdirSync(data).sort()).toEqual([
        'dictionary.csv',
        'dictionary.md',
        'manifest.json',
        'population.yaml',
        'users.csv',
      ]);
    });
  });

  test('takes back what it has written when it is interrupted', async () => {
    await withFolder(async (folder) => {
      expect(await signalled(folder, 'SIGINT')).toBe(130);
      expect(readdirSync(path.join(folder, 'data'))).toEqual([]);
    });
  });

  test('refuses what it does not know, and folders of others', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'mine.txt'), 'mine');
      const of = (...words: string[]) => lapse([...small, ...words], { cwd: folder });
      expect(of('--out', '.')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: 'error: the folder "." is not empty: it holds "mine.txt"; allowed: a new folder, or an empty one\n',
      });
      const column = of('--out', 'data', '--columns', 'message_id,user');
      expect(column).toMatchObject({ code: 2, stdout: '' });
      expect(column.stderr).toMatch(/^error: --columns has "user"; allowed: message_id, [^\n]+\n$/);
      expect(existsSync(path.join(folder, 'data'))).toBe(false);
    });
  });
});
