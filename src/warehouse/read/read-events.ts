import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Database } from '../../duckdb/database.js';
import { InputError } from '../../spec/input-error.js';
import { openBytes } from './byte-source.js';
import { CsvScanner } from './csv-scanner.js';
import { type EventColumns, EventFields, type EventSink, type EventTexts } from './event-fields.js';
import type { InputFile } from './input-files.js';
import { NdjsonScanner } from './ndjson-scanner.js';
import { ParquetReader } from './parquet-reader.js';
import type { RowErrors } from './row-errors.js';
import { scanBytes } from './scan-bytes.js';
import { scanInThreads, type ThreadShares } from './scan-in-threads.js';
import { UnseenColumns } from './unseen-columns.js';

/** More of them read faster than one thread takes their events. */
const mostThreads = 4;

const defaultBlockBytes = 8 * 1_048_576;

/** A file of fewer blocks is read before threads have begun. */
const leastBlocks = 3;

export interface EventReading {
  readonly columns: EventColumns;
  readonly texts: EventTexts;
  readonly errors: RowErrors;
  /** Opened for the first file that needs it. */
  readonly database: () => Promise<Database>;
  /** Whether some hundred MiB more may be taken for the sake of speed. */
  readonly isRoomy?: boolean;
  /** How files of rows are shared among threads; absent: as is best for large ones. */
  readonly shares?: ThreadShares;
}

/**
 * Reads the events of all files, one file after the other, in the order of their rows.
 * @param onFile told of each file before it is read
 * @throws InputError for a file that cannot be read, for columns that are missing as `UnseenColumns` has it, and for a malformed row if the run is to stop at one
 */
export async function readEvents(
  files: readonly InputFile[],
  reading: EventReading,
  sink: EventSink,
  onFile: (file: InputFile) => void = () => {},
): Promise<void> {
  const { columns, texts, errors } = reading;
  const unseen = new UnseenColumns(columns, files);
  for (const each of files) {
    onFile(each);
    if (each.format === 'parquet') {
      const { isRoomy = false } = reading;
      await new ParquetReader(await reading.database(), columns, texts, errors, sink, unseen).read(each.file, isRoomy);
    } else await readRows(each, reading, sink, unseen);
  }
  for (const warning of unseen.warnings()) errors.warn(warning);
}

async function readRows(
  input: InputFile,
  reading: EventReading,
  sink: EventSink,
  unseen: UnseenColumns,
): Promise<void> {
  const { file, format } = input;
  const fields = new EventFields(reading.columns, reading.texts, reading.errors, sink);
  const scanner = format === 'csv' ? new CsvScanner(file, fields, unseen) : new NdjsonScanner(file, fields);
  try {
    const from = await readShared(input, reading, sink, fields, scanner);
    if (from !== undefined) await readAlone(input, from, scanner);
  } catch (error) {
    if (!(scanner instanceof NdjsonScanner)) throw error;
    // The first row already stops the run where its key has another name, and that is what has to be said.
    unseen.rows(file, scanner);
    if (error instanceof InputError) unseen.refuseNeeded(scanner.line);
    throw error;
  }
  fields.flush();
  if (scanner instanceof NdjsonScanner) unseen.rows(file, scanner);
}

async function readAlone({ file, compression }: InputFile, from: number, scanner: CsvScanner | NdjsonScanner) {
  const source = openBytes(file, compression, from);
  try {
    await scanBytes(source, scanner, file);
  } finally {
    source.close();
  }
}

/**
 * Reads what several threads can read of a file, after its first rows, which say what the others are.
 * @returns where the rows begin that are left, and nothing if there are none
 */
async function readShared(
  { file, compression }: InputFile,
  reading: EventReading,
  sink: EventSink,
  fields: EventFields,
  scanner: CsvScanner | NdjsonScanner,
): Promise<number | undefined> {
  const { threadCount = Math.min(availableParallelism(), mostThreads), blockBytes = defaultBlockBytes } =
    reading.shares ?? {};
  // Who wants the bytes of rows, or what each has together, has to see all of them.
  if (compression !== 'none' || threadCount < 2 || sink.row !== undefined || sink.link !== undefined) return 0;
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < blockBytes * leastBlocks) return 0;
  const source = openBytes(file, compression);
  try {
    const bytes = Buffer.allocUnsafeSlow(blockBytes >> 3);
    const done = scanner.scan(bytes, 0, await source.read(bytes, 0), false);
    fields.flush();
    return done === 0 ? 0 : await scanInThreads(file, scanner, done, reading, sink, { threadCount, blockBytes });
  } finally {
    source.close();
  }
}
