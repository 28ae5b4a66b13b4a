import { readFileSync, statSync } from 'node:fs';
import { type Capture, captureEnding, parseCapture } from '../record/capture.js';
import { standardInput } from './bundle-file.js';
import { displayPath, InputError, reasonOf } from './input-error.js';

const writtenByLapse = `a file *${captureEnding} that lapse collect wrote`;

/** A capture is text in memory while it is read; hours of one phone are a few megabytes. */
const maximumCaptureLength = 256 * 1_048_576;

/** A capture, and the name by which people know its file. */
export interface CaptureFile {
  readonly file: string;
  readonly capture: Capture;
  /** What is missing of it, if its recording was killed: a sentence without the final stop. */
  readonly warning?: string;
}

/**
 * Reads a capture.
 * @param file its path, or the name of the standard input
 * @throws InputError when it cannot be read, is none, or has a line that nobody has written so
 */
export function readCapture(file: string): CaptureFile {
  const shown = file === standardInput ? 'the standard input' : displayPath(file);
  const parsed = parseCapture(readText(file, shown));
  if (!('fault' in parsed)) return { file: shown, ...parsed };
  const { fault, line } = parsed;
  const isFound = line === undefined || line === 1;
  const message = isFound ? `${shown} ${fault}` : `line ${line} ${fault}`;
  const place = isFound ? {} : { place: { file: shown, line, column: 1 } };
  throw new InputError([{ ...place, message, allowed: writtenByLapse }]);
}

function readText(file: string, shown: string): string {
  try {
    if (file === standardInput) return readFileSync(0, 'utf8');
    const { size } = statSync(file);
    if (size <= maximumCaptureLength) return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError([{ message: `${shown} cannot be read: ${reasonOf(error)}`, allowed: writtenByLapse }]);
  }
  throw new InputError([{ message: `${shown} is too long`, allowed: `at most ${maximumCaptureLength} bytes` }]);
}
