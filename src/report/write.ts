import { existsSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../spec/input-error.js';

/**
 * Writes the files into the folder, which is created if it is not there. All of them appear or none: each is written
 * beside its place, and when all are there they are renamed one after the other, so that a reader never sees half of a
 * file, and everything stays as it was if the disk is full.
 * @param files file name to the whole content
 * @throws Error that names the file or the folder and says why
 */
export function writeReports(folder: string, files: ReadonlyMap<string, string>): void {
  attempt(`the folder ${folder} could not be created`, () => createFolder(folder));
  const staged: { readonly file: string; readonly temporary: string }[] = [];
  try {
    for (const [name, content] of files) {
      const file = join(folder, name);
      const temporary = `${file}${stagedEnding(process.pid)}`;
      staged.push({ file, temporary });
      attempt(`${file} could not be written`, () => writeFileSync(temporary, content));
    }
    for (const { file, temporary } of staged) {
      attempt(`${file} could not be written`, () => renameSync(temporary, file));
    }
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    throw error;
  }
}

/** How the name of a file ends that a process has not finished, by the number of the process. */
export function stagedEnding(processId: number | string): string {
  return `.tmp-${processId}`;
}

/**
 * Creates the folder if it is not there, and makes sure that files can be written into it.
 * @param of what is written there
 * @throws InputError that names the folder and says why not
 */
export function prepareFolder(folder: string, of = 'the reports'): void {
  refuseUnwritable(folder, of, () => {
    createFolder(folder);
    tryToWrite(folder);
  });
}

/**
 * Makes sure that files can be written into the folder, or that it can be created, and leaves nothing behind.
 * @param of what is going to be written there
 * @throws InputError that names the folder and says why not
 */
export function checkFolder(folder: string, of: string): void {
  refuseUnwritable(folder, of, () => tryToWrite(pathTo(folder).existing));
}

function refuseUnwritable(folder: string, of: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the folder of ${of}, ${JSON.stringify(folder)}, cannot be written (${reason})`;
    throw new InputError([{ message, allowed: 'a folder that exists or can be created' }]);
  }
}

/** Files and folders are made alike: whoever may not make the one may not make the other. */
function tryToWrite(folder: string): void {
  rmdirSync(mkdtempSync(join(folder, '.lapse-')));
}

/**
 * One folder after the other. All at once, Node tries for ever where a file system that takes nothing, such as /proc, says
 * that the folder above is missing.
 */
function createFolder(folder: string): void {
  const { existing, missing } = pathTo(folder);
  if (missing.length === 0 && !statSync(existing).isDirectory()) mkdirSync(existing);
  for (const each of missing) {
    try {
      mkdirSync(each);
    } catch (error) {
      // Another process may have been faster.
      if (!existsSync(each)) throw error;
    }
  }
}

/** The nearest folder above that exists, and those that are missing below it, in order, itself included. */
function pathTo(folder: string): { readonly existing: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  let existing = resolve(folder);
  while (!existsSync(existing) && dirname(existing) !== existing) {
    missing.unshift(existing);
    existing = dirname(existing);
  }
  return { existing, missing };
}

function attempt(what: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${what}: ${reason}`, { cause });
  }
}
