import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { lapse, withFolder } from './command-line.js';

// The promise: a dataset is the same whoever makes it, and is there whole or not at all.
const small = ['generate', '--population', 'game', '--users', '20', '--days', '5', '--seed', '7'];
const endless = ['generate', '--population', 'game', '--users', '1000000', '--jobs', '1'];

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
  test('writes what it says, and the same bytes with any number of threads', () => {
    withFolder((folder) => {
      const out = path.join(folder, 'data');
      expect(lapse([...small, '--jobs', '2', '--out', out])).toMatchObject({ code: 0, stderr: '' });
      expect(readdirSync(out)).toEqual([
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
      const { stdout } = lapse([...small, '--jobs', '1', '--tables', 'events', '--stdout']);
      expect(readFileSync(path.join(out, 'events.csv'), 'utf8')).toBe(stdout);
    });
  });

  test.skipIf(!existsSync('/dev/full'))('says that the disk is full, and leaves nothing', () => {
    const full = openSync('/dev/full', 'w');
    const words = [main, ...small, '--jobs', '1', '--tables', 'users', '--stdout'];
    const { status, stderr } = spawnSync(process.execPath, words, {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: 'lapse failed: cannot write to the standard output: the disk is full\n',
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
