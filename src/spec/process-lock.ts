import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hostMonotonicMs } from '../time/host.js';
import { displayPath, InputError } from './input-error.js';

/** How the file is called that says which process writes into a folder; it is there while that process works. */
export const lockName = '.lapse-lock';

/** Many times what it takes to write a number into a file. */
const writingLimitMs = 200;

/** The locks of this process. */
const ourLocks = new Set<string>();

/** A file that only one process has at a time, until it is released, at the latest when the process ends. */
export interface ProcessLock {
  /** The number of a process that had the lock and has ended without releasing it, if one has. */
  readonly formerHolder: string | undefined;
  /** Not any more when somebody has removed the file, and another process has made its own. */
  isOurs(): boolean;
  release(): void;
}

/**
 * Creates the file with the number of this process. Of a process that was killed, the lock is taken over.
 * @param file in a folder that is there
 * @param folder what is locked, for the message
 * @throws InputError when another process holds the lock; what the file system says, when the file cannot be written
 */
export function takeLock(file: string, folder: string): ProcessLock {
  const lock = path.resolve(file);
  let formerHolder: string | undefined;
  if (!createLock(lock)) {
    formerHolder = takeOver(folder, lock);
    // Another process may have been faster.
    if (!createLock(lock)) throw isHeld(folder, lock, holderOf(lock));
  }
  const isOurs = (): boolean => holderOf(lock) === String(process.pid);
  ourLocks.add(lock);
  const release = (): void => {
    process.removeListener('exit', release);
    ourLocks.delete(lock);
    if (isOurs()) rmSync(lock, { force: true });
  };
  process.on('exit', release);
  return { formerHolder, isOurs, release };
}

/** @returns whether the lock was not there, and is ours now */
function createLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @returns the process that had the lock, which is free now; nothing if it was free meanwhile
 * @throws InputError unless the process that holds it is gone
 */
function takeOver(folder: string, lock: string): string | undefined {
  const holder = writtenHolderOf(lock);
  if (holder === undefined) return undefined;
  if (isAlive(holder, lock)) throw isHeld(folder, lock, holder);
  // Renamed first: of several processes that find the same lock, one moves it, and sees whether it is still the old one.
  const moved = `${lock}.tmp-${process.pid}`;
  try {
    renameSync(lock, moved);
  } catch {
    return undefined;
  }
  const found = holderOf(moved);
  if (found !== holder) {
    renameSync(moved, lock);
    throw isHeld(folder, lock, found);
  }
  rmSync(moved);
  return holder;
}

/** The number of the process, as it is written; nothing if there is no lock. */
function holderOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

/** A process that creates a lock writes its number at once; one that has not for as long was killed in between. */
function writtenHolderOf(lock: string): string | undefined {
  const sinceMs = hostMonotonicMs();
  let holder = holderOf(lock);
  while (holder === '' && hostMonotonicMs() - sinceMs < writingLimitMs) holder = holderOf(lock);
  return holder;
}

/** What holds no number is no lock of ours, unless it holds nothing. Our own number is that of a process before us, as in a container. */
function isAlive(holder: string, lock: string): boolean {
  if (!/^\d+$/.test(holder)) return holder !== '';
  if (holder === String(process.pid)) return ourLocks.has(lock);
  try {
    process.kill(Number(holder), 0);
    return true;
  } catch (error) {
    // Of another user, it is there as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isHeld(folder: string, lock: string, holder: string | undefined): InputError {
  const by = holder === undefined || holder === '' ? 'another process' : `process ${holder}`;
  return new InputError([
    {
      message: `${by} is writing into ${JSON.stringify(displayPath(folder))}`,
      allowed: `another folder, or the same when it has ended; if that is no lapse, remove ${displayPath(lock)}`,
    },
  ]);
}
