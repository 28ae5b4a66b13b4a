import { InputError } from '../../spec/input-error.js';
import { hostTurn } from '../../time/host.js';
import type { ByteSource } from './byte-source.js';
import { shownFile } from './shown-file.js';

const firstBytes = 1_048_576;

/** A row that is longer is none: a quotation mark is missing, or this is no table. */
const longestRow = 64 * 1_048_576;

/** What reads whole rows from a stretch of bytes. */
export interface Scanner {
  readonly line: number;
  scan(bytes: Buffer, from: number, to: number, isLast: boolean): number;
}

/**
 * Reads a source from its beginning to its end, row by row. Between two blocks the process may answer a signal.
 * @throws InputError for a row that is longer than any can be
 */
export async function scanBytes(source: ByteSource, scanner: Scanner, file: string): Promise<void> {
  let bytes = Buffer.allocUnsafeSlow(firstBytes);
  let length = 0;
  let isFirst = true;
  for (;;) {
    await hostTurn();
    const count = await source.read(bytes, length);
    length += count;
    if (isFirst) refuseOtherBytes(bytes.subarray(0, length), file);
    isFirst = false;
    const isLast = count === 0;
    const done = scanner.scan(bytes, 0, length, isLast);
    if (isLast) return;
    bytes.copyWithin(0, done, length);
    length -= done;
    if (length < bytes.length) continue;
    if (bytes.length >= longestRow) {
      const message = `${shownFile(file)}:${scanner.line}: a row is longer than ${longestRow / 1_048_576} MiB`;
      throw new InputError([{ message, allowed: 'rows that end; perhaps a quotation mark is not closed' }]);
    }
    const larger = Buffer.allocUnsafeSlow(bytes.length * 2);
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  }
}

/** How files begin that are not what is read here. */
const otherBeginnings: readonly (readonly [beginning: string, is: string, allowed: string])[] = [
  ['fffe', 'is text in UTF-16', 'text in UTF-8'],
  ['feff', 'is text in UTF-16', 'text in UTF-8'],
  ['1f8b', 'is compressed by gzip, which its name does not tell', 'a name that ends with .gz'],
  ['28b52ffd', 'is compressed by zstd, which its name does not tell', 'a name that ends with .zst'],
  ['50415231', 'is Parquet, which its name does not tell', 'a name that ends with .parquet, or --format parquet'],
];

/** @throws InputError for a file that is of another kind than it is read as, which its rows would not show */
function refuseOtherBytes(bytes: Buffer, file: string): void {
  const beginning = bytes.toString('hex', 0, 4);
  const other = otherBeginnings.find(([each]) => beginning.startsWith(each));
  if (other === undefined) return;
  const [, is, allowed] = other;
  throw new InputError([{ message: `${shownFile(file)} ${is}`, allowed }]);
}
