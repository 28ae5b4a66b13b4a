import type { Database } from '../../duckdb/database.js';
import { didYouMean, InputError } from '../../spec/input-error.js';
import { openBytes } from './byte-source.js';
import { CsvScanner } from './csv-scanner.js';
import { type EventColumns, EventFields, type EventSink, type EventTexts } from './event-fields.js';
import type { InputFile } from './input-files.js';
import { NdjsonScanner } from './ndjson-scanner.js';
import { ParquetReader } from './parquet-reader.js';
import type { RowErrors } from './row-errors.js';
import { scanBytes } from './scan-bytes.js';
import { shownFile } from './shown-file.js';

export interface EventReading {
  readonly columns: EventColumns;
  readonly texts: EventTexts;
  readonly errors: RowErrors;
  /** Opened for the first file that needs it. */
  readonly database: () => Promise<Database>;
}

/**
 * Reads the events of all files, one file after the other, in the order of their rows.
 * @param onFile told of each file before it is read
 * @throws InputError for a file that cannot be read or lacks a column, and for a malformed row if the run is to stop at one
 */
export async function readEvents(
  files: readonly InputFile[],
  reading: EventReading,
  sink: EventSink,
  onFile: (file: InputFile) => void = () => {},
): Promise<void> {
  const { columns, texts, errors } = reading;
  const unseen = new UnseenColumns(columns);
  for (const each of files) {
    onFile(each);
    if (each.format === 'parquet') {
      await new ParquetReader(await reading.database(), columns, texts, errors, sink).read(each.file);
      unseen.allSeen();
    } else await readRows(each, new EventFields(columns, texts, errors, sink), unseen);
  }
  unseen.refuse();
}

async function readRows({ file, format, compression }: InputFile, fields: EventFields, unseen: UnseenColumns) {
  const source = openBytes(file, compression);
  try {
    if (format === 'csv') {
      await scanBytes(source, new CsvScanner(file, fields), file);
      unseen.allSeen();
    } else {
      const scanner = new NdjsonScanner(file, fields);
      try {
        await scanBytes(source, scanner, file);
      } catch (error) {
        // The first row already stops the run where its key has another name, and that is what has to be said.
        unseen.add(file, fields.names, scanner);
        if (error instanceof InputError) unseen.refuseNeeded(scanner.line);
        throw error;
      }
      unseen.add(file, fields.names, scanner);
    }
    fields.flush();
  } finally {
    source.close();
  }
}

/**
 * Rows of NDJSON leave out what they do not have, and so may a whole file. A column that no row of any file has is a slip in
 * its name; of several columns of the user one is enough, for on some days nobody signs in.
 */
class UnseenColumns {
  readonly #columns: EventColumns;
  /** The columns that no row has had; undefined before the first file with rows. */
  #unseen: ReadonlySet<string> | undefined;
  #file = '';
  #keys: readonly string[] = [];

  constructor(columns: EventColumns) {
    this.#columns = columns;
  }

  /** A file with a header has all columns, or has been refused. */
  allSeen(): void {
    this.#unseen = new Set();
  }

  add(file: string, names: readonly string[], { seen, keys }: NdjsonScanner): void {
    // Where no row is an object, that is what is wrong.
    if (keys.length === 0) return;
    const unseen = names.filter((_, place) => seen[place] !== 1);
    const before = this.#unseen;
    this.#unseen = new Set(before === undefined ? unseen : unseen.filter((name) => before.has(name)));
    this.#file = file;
    this.#keys = keys;
  }

  /** @throws InputError for the first column that has not been seen */
  refuse(): void {
    this.refuseNeeded();
    for (const name of this.#columns.texts.values()) if (this.#unseen?.has(name) === true) throw this.#slip([name]);
  }

  /**
   * The same of the columns without which a row is no event.
   * @param line up to which the file has been read, if not to its end
   */
  refuseNeeded(line?: number): void {
    const { user, time } = this.#columns;
    if (user.every((name) => this.#unseen?.has(name) === true)) throw this.#slip(user, line);
    if (this.#unseen?.has(time) === true) throw this.#slip([time], line);
  }

  #slip(names: readonly string[], line?: number): InputError {
    const rows = `${shownFile(this.#file)}${line === undefined ? '' : ` up to line ${line}`}`;
    const [first = ''] = names;
    const message = `no row of ${rows} has ${names.map((name) => JSON.stringify(name)).join(' or ')}${didYouMean(first, this.#keys)}`;
    return new InputError([{ message, allowed: `a key of the objects: ${this.#keys.join(', ')}` }]);
  }
}
