import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { displayPath, InputError, reasonOf } from '../spec/input-error.js';
import { lockName, type ProcessLock, takeLock } from '../spec/process-lock.js';

/** Everything that is not finished is in here, so that it cannot be taken for a dataset, with the lock of the run. */
const workingName = '.lapse-generate';
const movingName = 'moving.json';

export const manifestName = 'manifest.json';

/**
 * The folder that a dataset is written into. Files are made in a working folder inside of it and moved to their places when
 * all are complete, the manifest last: a folder with a manifest is a whole dataset, and one without is none. Nobody else
 * writes into it meanwhile.
 */
export class OutputFolder {
  readonly folder: string;
  /** Whether there was something of a run that was interrupted, which is gone now. */
  readonly startedAnew: boolean;
  readonly #working: string;
  readonly #isNew: boolean;
  readonly #lock: ProcessLock;

  /**
   * @throws InputError if the folder holds anything but the leftovers of a run that has ended, if another run writes into
   * it, or if it cannot be written
   */
  constructor(folder: string) {
    this.folder = folder;
    this.#working = path.join(folder, workingName);
    try {
      this.#isNew = !existsSync(folder);
      mkdirSync(folder, { recursive: true });
      this.startedAnew = existsSync(this.#working);
      // Into a folder with files of others not even the lock is written.
      if (!this.startedAnew) refuseOthers(folder);
      mkdirSync(this.#working, { recursive: true });
      this.#lock = takeLock(path.join(this.#working, lockName), folder);
    } catch (error) {
      throw unwritable(folder, error);
    }
    try {
      removeLeftovers(folder, this.#working);
      refuseOthers(folder);
    } catch (error) {
      this.#removeWorking();
      throw unwritable(folder, error);
    }
  }

  /** Where a file is made, with its folder. */
  workingFile(name: string): string {
    const file = path.join(this.#working, name);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  }

  /** Moves the files to their places, in this order. @throws Error also when another process has taken the folder over */
  finish(names: readonly string[]): void {
    if (!this.#lock.isOurs()) throw new Error(`another process has taken over ${displayPath(this.folder)}`);
    // If this is interrupted, what has been moved is known.
    writeFileSync(this.workingFile(movingName), JSON.stringify(names));
    for (const name of names) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      renameSync(path.join(this.#working, name), file);
    }
    this.#removeWorking();
  }

  /** Takes away what this run has written. */
  abandon(): void {
    // What another process writes here is not of this run.
    if (!this.#lock.isOurs()) return;
    removeLeftovers(this.folder, this.#working);
    this.#removeWorking();
    if (this.#isNew && existsSync(this.folder) && readdirSync(this.folder).length === 0) rmdirSync(this.folder);
  }

  /** The lock goes last, and the folder only if nobody has begun to write into it since. */
  #removeWorking(): void {
    emptyBesideLock(this.#working);
    this.#lock.release();
    if (existsSync(this.#working) && readdirSync(this.#working).length === 0) rmdirSync(this.#working);
  }
}

const allowed = 'a new folder, or an empty one';

function unwritable(folder: string, error: unknown): InputError {
  if (error instanceof InputError) return error;
  return new InputError([{ message: `${JSON.stringify(folder)} cannot be written: ${reasonOf(error)}`, allowed }]);
}

function refuseOthers(folder: string): void {
  const [first] = readdirSync(folder)
    .filter((name) => name !== workingName)
    .sort();
  if (first === undefined) return;
  const isDataset = existsSync(path.join(folder, manifestName));
  const what = isDataset ? 'holds a dataset already' : `is not empty: it holds ${JSON.stringify(first)}`;
  throw new InputError([{ message: `the folder ${JSON.stringify(folder)} ${what}`, allowed }]);
}

/** What a run has left, in its places and in the working folder, but for the lock. */
function removeLeftovers(folder: string, working: string): void {
  const moving = path.join(working, movingName);
  // The manifest is the last to be moved: with it the dataset is whole, and only the working folder is left over.
  if (existsSync(moving) && !existsSync(path.join(folder, manifestName))) {
    for (const name of namesIn(moving)) {
      rmSync(path.join(folder, name), { force: true });
      const parent = path.dirname(path.join(folder, name));
      removeEmpty(parent, folder);
    }
  }
  emptyBesideLock(working);
}

function emptyBesideLock(working: string): void {
  for (const name of readdirSync(working)) {
    if (name !== lockName) rmSync(path.join(working, name), { recursive: true, force: true });
  }
}

/** It may have been cut off while it was written; then nothing has been moved. */
function namesIn(file: string): string[] {
  try {
    const names: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    return [];
  }
}

/** A folder and those above it that are empty now, up to the one that stays. */
function removeEmpty(folder: string, stays: string): void {
  for (let each = folder; each !== stays && each.startsWith(stays); each = path.dirname(each)) {
    if (!existsSync(each) || readdirSync(each).length > 0) return;
    rmdirSync(each);
  }
}
