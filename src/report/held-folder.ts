import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { displayPath } from '../spec/input-error.js';
import { lockName, takeLock } from '../spec/process-lock.js';
import { prepareFolder, stagedEnding, writeReports } from './write.js';

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
  const lock = takeLock(path.join(folder, part === undefined ? lockName : `${lockName}-${part}`), folder);
  if (lock.formerHolder !== undefined) removeStaged(folder, lock.formerHolder);
  return {
    write(files) {
      if (!lock.isOurs()) throw new Error(`another process has taken over ${displayPath(folder)}; nothing was written`);
      writeReports(folder, files);
    },
    release: lock.release,
  };
}

function removeStaged(folder: string, processId: string): void {
  for (const name of readdirSync(folder)) {
    if (name.endsWith(stagedEnding(processId))) rmSync(path.join(folder, name), { force: true });
  }
}
