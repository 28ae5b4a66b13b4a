import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { displayPath, InputError } from '../spec/input-error.js';
import { prepareFolder, stagedEnding, writeReports } from './write.js';

/** The file that says which process writes into a folder; it is there while that process works. */
export const lockName = '.lapse-lock';

/** The locks of this process. */
const ourLocks = new Set<string>();

/** A folder into which nobody else writes until it is released, at the latest when the process ends. */
export interface HeldFolder {
  /** As `writeReports`. @throws Error also when another process has taken the folder over */
  write(files: ReadonlyMap<string, string>): void;
  release(): void;
}

/**
 * Creates the folder if it is not there, and holds it for this process: two runs that write into one folder at a time would
 * leave files of both. Of a process that was killed, the folder is taken over, and what it had half written is removed.
 * @param part what is written there, if others may write other parts beside it
 * @throws InputError when the folder cannot be written, or when another process holds it
 */
export function holdFolder(folder: string, part?: string): HeldFolder {
  prepareFolder(folder);
  const lock = path.resolve(folder, part === undefined ? lockName : `${lockName}-${part}`);
  if (!createLock(lock)) {
    takeOver(folder, lock);
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
  return {
    write(files) {
      if (!isOurs()) throw new Error(`another process has taken over ${displayPath(folder)}; nothing was written`);
      writeReports(folder, files);
    },
    release,
  };
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

/** @throws InputError unless the process that holds the folder is gone */
function takeOver(folder: string, lock: string): void {
  const holder = holderOf(lock);
  if (holder === undefined) return;
  if (isAlive(holder, lock)) throw isHeld(folder, lock, holder);
  // Renamed first: of several processes that find the same lock, one moves it, and sees whether it is still the old one.
  const moved = `${lock}${stagedEnding(process.pid)}`;
  try {
    renameSync(lock, moved);
  } catch {
    return;
  }
  const found = holderOf(moved);
  if (found !== holder) {
    renameSync(moved, lock);
    throw isHeld(folder, lock, found);
  }
  rmSync(moved);
  for (const name of readdirSync(folder)) {
    if (name.endsWith(stagedEnding(holder))) rmSync(path.join(folder, name), { force: true });
  }
}

/** The number of the process, as it is written; nothing if there is no lock. */
function holderOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

/** A lock without a number is just being written. Our own number is that of a process before us, as in a container. */
function isAlive(holder: string, lock: string): boolean {
  if (!/^\d+$/.test(holder)) return true;
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
