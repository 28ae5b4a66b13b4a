import { join } from 'node:path';
import { type Bundle, bundleFileName, bundleText, maximumBundleLength } from '../record/bundle.js';
import { writeReports } from './write.js';

/**
 * Writes a bundle into a folder, which is created if it is not there; one of the same case is replaced.
 * @returns the path of its file
 * @throws Error when it is too long to be read again, or when the file cannot be written
 */
export function writeBundle(folder: string, bundle: Bundle): string {
  const name = bundleFileName(bundle.case.id);
  const text = bundleText(bundle);
  const length = Buffer.byteLength(text);
  if (length > maximumBundleLength) throw new Error(`${name} would have ${length} bytes, which is too much`);
  writeReports(folder, new Map([[name, text]]));
  return join(folder, name);
}
