import path from 'node:path';
import { displayPath } from '../../spec/input-error.js';

const beginning = 'lapse-standard-input.';

/** Where the standard input is put, which may have to be read twice. */
export function standardInputFile(folder: string, format: string): string {
  return path.join(folder, `${beginning}${format}`);
}

/** A file as messages name it: what came through the standard input has no place that anybody knows. */
export function shownFile(file: string): string {
  return path.basename(file).startsWith(beginning) ? 'standard input' : displayPath(file);
}
