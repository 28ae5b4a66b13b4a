import { readFileSync } from 'node:fs';
import { type Blob, parseBlob } from '../record/blob.js';
import { displayPath, type InputProblem, reasonOf, throwProblems } from './input-error.js';

/** A blob, and the name by which people know its file. */
export interface BlobFile {
  readonly file: string;
  readonly blob: Blob;
}

const writtenByLapse = 'a file that lapse run --reporter blob wrote';

/** Reads blobs. @throws InputError naming each file that cannot be read, is cut off, or is none */
export function readBlobs(files: readonly string[]): BlobFile[] {
  const problems: InputProblem[] = [];
  const blobs = files.flatMap((file) => {
    const shown = displayPath(file);
    const found = blobIn(file);
    if (!('fault' in found)) return [{ file: shown, blob: found }];
    problems.push({ message: `${shown} ${found.fault}`, allowed: writtenByLapse });
    return [];
  });
  throwProblems(problems);
  return blobs;
}

function blobIn(file: string): ReturnType<typeof parseBlob> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { fault: `cannot be read: ${reasonOf(error)}` };
  }
  return parseBlob(text);
}
