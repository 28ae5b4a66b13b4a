import type { Database } from '../../duckdb/database.js';
import { displayPath, InputError } from '../../spec/input-error.js';
import { openBytes } from './byte-source.js';
import { CsvScanner } from './csv-scanner.js';
import { type EventColumns, EventFields, type EventSink, type EventTexts } from './event-fields.js';
import type { InputFile } from './input-files.js';
import { NdjsonScanner } from './ndjson-scanner.js';
import { ParquetReader } from './parquet-reader.js';
import type { RowErrors } from './row-errors.js';
import { scanBytes } from './scan-bytes.js';

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
  for (const each of files) {
    onFile(each);
    if (each.format === 'parquet') {
      await new ParquetReader(await reading.database(), columns, texts, errors, sink).read(each.file);
    } else await readRows(each, new EventFields(columns, texts, errors, sink));
  }
}

async function readRows({ file, format, compression }: InputFile, fields: EventFields): Promise<void> {
  const source = openBytes(file, compression);
  try {
    if (format === 'csv') await scanBytes(source, new CsvScanner(file, fields), file);
    else {
      const scanner = new NdjsonScanner(file, fields);
      await scanBytes(source, scanner, file);
      checkSeen(file, fields.names, scanner);
    }
    fields.flush();
  } finally {
    source.close();
  }
}

/** A column that no row has is a slip in its name. */
function checkSeen(file: string, names: readonly string[], { line, seen }: NdjsonScanner): void {
  const missing = names.find((_, place) => seen[place] !== 1);
  if (missing === undefined || line === 1) return;
  const message = `no row of ${displayPath(file)} has ${JSON.stringify(missing)}`;
  throw new InputError([{ message, allowed: 'a key of the objects, as it is on the lines' }]);
}
