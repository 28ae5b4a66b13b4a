import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../src/spec/input-error.js';
import { lockName, takeLock } from '../../src/spec/process-lock.js';
import { withFolder } from '../promises/command-line.js';

test('a lock is of one holder until it is released', () => {
  withFolder((folder) => {
    const file = path.join(folder, lockName);
    const lock = takeLock(file, folder);
    expect([lock.isOurs(), lock.formerHolder]).toEqual([true, undefined]);
    expect(() => takeLock(file, folder)).toThrow(InputError);
    lock.release();
    expect(existsSync(file)).toBe(false);
    takeLock(file, folder).release();
  });
});

test('a lock of a process that is gone is taken over, and it is told whose it was', () => {
  withFolder((folder) => {
    const file = path.join(folder, lockName);
    const gone = String(spawnSync(process.execPath, ['--version']).pid);
    writeFileSync(file, gone);
    const lock = takeLock(file, folder);
    expect([lock.isOurs(), lock.formerHolder]).toEqual([true, gone]);
    expect(readdirSync(folder)).toEqual([lockName]);
    lock.release();
  });
});

test("a lock that is somebody else's by now stays where it is", () => {
  withFolder((folder) => {
    const file = path.join(folder, lockName);
    const lock = takeLock(file, folder);
    writeFileSync(file, '1');
    expect(lock.isOurs()).toBe(false);
    lock.release();
    expect(readFileSync(file, 'utf8')).toBe('1');
  });
});

test('where nothing can be written, the file system says so', () => {
  withFolder((folder) => {
    expect(() => takeLock(path.join(folder, 'none', lockName), folder)).toThrow('ENOENT');
  });
});

test('a lock of a process that was killed before it had written its number is taken over', () => {
  withFolder((folder) => {
    const file = path.join(folder, lockName);
    writeFileSync(file, '');
    const lock = takeLock(file, folder);
    expect(lock.isOurs()).toBe(true);
    expect(readdirSync(folder)).toEqual([lockName]);
    lock.release();
  });
});

test('what somebody else has written is left alone', () => {
  withFolder((folder) => {
    const file = path.join(folder, lockName);
    writeFileSync(file, 'mine');
    expect(() => takeLock(file, folder)).toThrow('process mine is writing into');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});
