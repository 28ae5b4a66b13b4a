import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { InputError } from '../../src/spec/input-error.js';

/** A folder with these files, by path, that is gone when the test has finished. */
export function inputFolder(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lapse-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The message of the InputError that the call must end with; paths in the folder are shown relative to it. */
export function inputErrorOf(folder: string | undefined, call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError)
      return folder === undefined ? error.message : error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  throw new Error('the input was accepted');
}
