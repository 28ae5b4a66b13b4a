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
import { InputError, reasonOf } from '../spec/input-error.js';

/** Everything that is not finished is in here, so that it cannot be taken for a dataset. */
const workingName = '.lapse-generate';
const movingName = 'moving.json';

export const manifestName = 'manifest.json';

/**
 * The folder that a dataset is written into. Files are made in a working folder inside of it and moved to their places when
 * all are complete, the manifest last: a folder with a manifest is a whole dataset, and one without is none.
 */
export class OutputFolder {
  readonly folder: string;
  /** Whether there was something of a run that was interrupted, which is gone now. */
  readonly startedAnew: boolean;
  readonly #working: string;
  readonly #isNew: boolean;

  /** @throws InputError if the folder holds anything but the leftovers of such a run, or cannot be written */
  constructor(folder: string) {
    this.folder = folder;
    this.#working = path.join(folder, workingName);
    try {
      this.#isNew = !existsSync(folder);
      mkdirSync(folder, { recursive: true });
      this.startedAnew = removeLeftovers(folder, this.#working);
      refuseOthers(folder);
      mkdirSync(this.#working);
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw new InputError([{ message: `${JSON.stringify(folder)} cannot be written: ${reasonOf(error)}`, allowed }]);
    }
  }

  /** Where a file is made, with its folder. */
  workingFile(name: string): string {
    const file = path.join(this.#working, name);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  }

  /** Moves the files to their places, in this order. */
  finish(names: readonly string[]): void {
    // If this is interrupted, what has been moved is known.
    writeFileSync(this.workingFile(movingName), JSON.stringify(names));
    for (const name of names) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      renameSync(path.join(this.#working, name), file);
    }
    rmSync(this.#working, { recursive: true, force: true });
  }

  /** Takes away what this run has written. */
  abandon(): void {
    removeLeftovers(this.folder, this.#working);
    if (this.#isNew && existsSync(this.folder) && readdirSync(this.folder).length === 0) rmdirSync(this.folder);
  }
}

const allowed = 'a new folder, or an empty one';

function refuseOthers(folder: string): void {
  const [first] = readdirSync(folder).sort();
  if (first === undefined) return;
  const isDataset = existsSync(path.join(folder, manifestName));
  const what = isDataset ? 'holds a dataset already' : `is not empty: it holds ${JSON.stringify(first)}`;
  throw new InputError([{ message: `the folder ${JSON.stringify(folder)} ${what}`, allowed }]);
}

function removeLeftovers(folder: string, working: string): boolean {
  if (!existsSync(working)) return false;
  const moving = path.join(working, movingName);
  // The manifest is the last to be moved: with it the dataset is whole, and only the working folder is left over.
  if (existsSync(moving) && !existsSync(path.join(folder, manifestName))) {
    for (const name of namesIn(moving)) {
      rmSync(path.join(folder, name), { force: true });
      const parent = path.dirname(path.join(folder, name));
      removeEmpty(parent, folder);
    }
  }
  rmSync(working, { recursive: true, force: true });
  return true;
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
