import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../spec/input-error.js';

/**
 * Writes the files into the folder, which is created if it is not there. All of them appear or none: each is written
 * beside its place, and when all are there they are renamed one after the other, so that a reader never sees half of a
 * file, and everything stays as it was if the disk is full.
 * @param files file name to the whole content
 * @throws Error that names the file or the folder and says why
 */
export function writeReports(folder: string, files: ReadonlyMap<string, string>): void {
  attempt(`the folder ${folder} could not be created`, () => mkdirSync(folder, { recursive: true }));
  const staged: { readonly file: string; readonly temporary: string }[] = [];
  try {
    for (const [name, content] of files) {
      const file = join(folder, name);
      const temporary = `${file}.tmp-${process.pid}`;
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

/**
 * Creates the folder if it is not there, and makes sure that files can be written into it.
 * @param of what is written there
 * @throws InputError that names the folder and says why not
 */
export function prepareFolder(folder: string, of = 'the reports'): void {
  const trial = join(folder, `.lapse-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(trial, '');
    rmSync(trial);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the folder of ${of}, ${JSON.stringify(folder)}, cannot be written (${reason})`;
    throw new InputError([{ message, allowed: 'a folder that exists or can be created' }]);
  }
}

function attempt(what: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${what}: ${reason}`, { cause });
  }
}
