import { displayPath, InputError } from '../../spec/input-error.js';
import type { ByteSource } from './byte-source.js';

const firstBytes = 1_048_576;

/** A row that is longer is none: a quotation mark is missing, or this is no table. */
const longestRow = 64 * 1_048_576;

/** What reads whole rows from a stretch of bytes. */
export interface Scanner {
  readonly line: number;
  scan(bytes: Buffer, from: number, to: number, isLast: boolean): number;
}

/**
 * Reads a source from its beginning to its end, row by row.
 * @throws InputError for a row that is longer than any can be
 */
export async function scanBytes(source: ByteSource, scanner: Scanner, file: string): Promise<void> {
  let bytes = Buffer.allocUnsafeSlow(firstBytes);
  let length = 0;
  for (;;) {
    const count = await source.read(bytes, length);
    length += count;
    const isLast = count === 0;
    const done = scanner.scan(bytes, 0, length, isLast);
    if (isLast) return;
    bytes.copyWithin(0, done, length);
    length -= done;
    if (length < bytes.length) continue;
    if (bytes.length >= longestRow) {
      const message = `${displayPath(file)}:${scanner.line}: a row is longer than ${longestRow / 1_048_576} MiB`;
      throw new InputError([{ message, allowed: 'rows that end; perhaps a quotation mark is not closed' }]);
    }
    const larger = Buffer.allocUnsafeSlow(bytes.length * 2);
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  }
}
