import { createHash } from 'node:crypto';
import { type FSWatcher, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { startWatchdog, type Watchdog } from '../time/host.js';

/** What a run depends on. Files that are not there yet, or no longer, may be named too. */
export interface WatchedFiles {
  /** Full paths. */
  readonly files: readonly string[];
  /** Folders in which something may appear that belongs to the run. */
  readonly folders: readonly string[];
}

/** Editors write a file in several goes; what follows within so many milliseconds belongs to the same change. */
const settleMs = 100;

/**
 * Tells which files have changed, by their content: a file that was only touched, or written again as it was, has not.
 * The folders of the files are watched and not the files, because many editors put a new file in the place of the old.
 */
export class FileWatch {
  readonly #look: () => WatchedFiles;
  readonly #watchers: FSWatcher[] = [];
  #seen: ReadonlyMap<string, string>;
  #settling: Watchdog | undefined;
  #onSettled: () => void = () => {};

  /** @param look called again after every change, for files and folders come and go */
  constructor(look: () => WatchedFiles) {
    this.#look = look;
    this.#seen = this.#arm();
  }

  /**
   * Waits until at least one file has changed since the last call, was added or removed, and all of them stay as they
   * are: a file that is being written is empty at first, and would be told of twice.
   * @returns full paths, sorted
   */
  async changed(): Promise<string[]> {
    let before = this.#seen;
    for (;;) {
      // Armed before the files are read, so that nothing falls between.
      const settled = new Promise<void>((resolve) => {
        this.#onSettled = resolve;
      });
      const now = this.#arm();
      const changed = differing(this.#seen, now);
      if (changed.length > 0 && differing(before, now).length === 0) {
        this.#seen = now;
        return changed;
      }
      before = now;
      if (changed.length > 0) this.#settle();
      await settled;
    }
  }

  close(): void {
    this.#settling?.cancel();
    for (const watcher of this.#watchers.splice(0)) watcher.close();
  }

  /** Watches what is there now. @returns full path to a digest of the content */
  #arm(): Map<string, string> {
    const before = this.#watchers.splice(0);
    const { files, folders } = this.#look();
    for (const folder of new Set([...folders, ...files.map((file) => path.dirname(file))])) this.#watchFolder(folder);
    for (const watcher of before) watcher.close();
    return new Map(
      files.flatMap((file) => {
        const digest = digestOf(file);
        return digest === undefined ? [] : [[file, digest] as const];
      }),
    );
  }

  #settle(): void {
    this.#settling?.cancel();
    this.#settling = startWatchdog(settleMs, () => this.#onSettled());
  }

  #watchFolder(folder: string): void {
    try {
      const watcher = watch(folder, () => this.#settle());
      // A folder that goes away ends its watcher; the folder above tells of it.
      watcher.on('error', () => watcher.close());
      this.#watchers.push(watcher);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
      throw error;
    }
  }
}

function differing(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...now.keys()])].filter((file) => before.get(file) !== now.get(file)).sort();
}

function digestOf(file: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
}
