import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeReports } from '../report/write.js';
import { InputError, reasonOf } from '../spec/input-error.js';

/**
 * Writes a file, which is in its place when it is whole. A device or a pipe is written to, and not replaced.
 * @throws InputError when the file cannot be written, which then stays as it was
 */
export function writeOneFile(file: string, content: string): void {
  try {
    const place = statSync(file, { throwIfNoEntry: false });
    if (place !== undefined && !place.isFile() && !place.isDirectory()) writeFileSync(file, content);
    else writeReports(path.dirname(file), new Map([[path.basename(file), content]]));
  } catch (error) {
    throw new InputError([{ message: error instanceof Error ? error.message : reasonOf(error) }]);
  }
}
