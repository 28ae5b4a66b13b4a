import path from 'node:path';
import { writeReports } from '../report/write.js';
import { InputError, reasonOf } from '../spec/input-error.js';

/** @throws InputError when the file cannot be written, which then stays as it was */
export function writeOneFile(file: string, content: string): void {
  try {
    writeReports(path.dirname(file), new Map([[path.basename(file), content]]));
  } catch (error) {
    throw new InputError([{ message: error instanceof Error ? error.message : reasonOf(error) }]);
  }
}
