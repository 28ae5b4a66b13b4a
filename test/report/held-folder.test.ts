import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type HeldFolder, holdFolder } from '../../src/report/held-folder.js';
import { InputError } from '../../src/spec/input-error.js';
import { lockName } from '../../src/spec/process-lock.js';

let folder = '';
let held: HeldFolder[] = [];
const hold = (part?: string): HeldFolder => {
  const each = holdFolder(folder, part);
  held.push(each);
  return each;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapse-held-'));
  held = [];
});
afterEach(() => {
  for (const each of held) each.release();
  rmSync(folder, { recursive: true });
});

/** The number of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

const report = new Map([['report.json', '{}\n']]);

it('creates the folder, writes into it, and leaves nothing but what was written', () => {
  folder = join(folder, 'a', 'b');
  const own = hold();
  own.write(report);
  own.release();
  expect(readdirSync(folder)).toEqual(['report.json']);
  folder = join(folder, '..', '..');
});

it('refuses a second one while a process lives, whichever, and names it', () => {
  hold();
  expect(() => hold()).toThrow(InputError);
  // The process that started this one lives as well.
  writeFileSync(join(folder, lockName), String(process.ppid));
  expect(() => hold()).toThrow(
    new RegExp(`^process ${process.ppid} is writing into ".*"; allowed: another folder, .*remove .*/${lockName}$`),
  );
});

it('can be held again when it was released, and in parts', () => {
  hold().release();
  hold();
  hold('blob-1-of-2');
  hold('blob-2-of-2');
  expect(() => hold('blob-2-of-2')).toThrow(InputError);
});

it('takes over from a process that is gone, with what it had half written', () => {
  const gone = endedProcess();
  writeFileSync(join(folder, lockName), String(gone));
  writeFileSync(join(folder, `report.json.tmp-${gone}`), '{');
  writeFileSync(join(folder, 'report.json.tmp-1'), 'of somebody else');
  hold();
  expect(readdirSync(folder)).toEqual([lockName, 'report.json.tmp-1']);
  expect(readFileSync(join(folder, lockName), 'utf8')).toBe(String(process.pid));
});

it('takes its own number for that of a process before it, as in containers', () => {
  writeFileSync(join(folder, lockName), String(process.pid));
  hold().write(report);
  expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('{}\n');
});

it('writes nothing once another process has taken the folder over, and leaves it the lock', () => {
  const own = hold();
  writeFileSync(join(folder, lockName), '1');
  expect(() => own.write(report)).toThrow(/^another process has taken over .*; nothing was written$/);
  own.release();
  expect(readdirSync(folder)).toEqual([lockName]);
});
