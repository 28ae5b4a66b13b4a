import path from 'node:path';
import type { Database } from '../../duckdb/database.js';
import { csvSource, type DeclaredColumn, fileLiteral, ndjsonSource, parquetSource } from '../../duckdb/duckdb.js';
import { displayPath, InputError } from '../../spec/input-error.js';
import { namesInHeader } from '../read/csv-scanner.js';
import type { EventBatch } from '../read/event-batch.js';
import type { EventSink } from '../read/event-fields.js';
import type { InputFile } from '../read/input-files.js';
import { type EventReading, readEvents } from '../read/read-events.js';
import { shownFile } from '../read/shown-file.js';
import type { SessionWriter, TableFormat } from './session-table.js';
import type { Sessionized } from './sessionize.js';
import { copyTo, TableOutput } from './table-output.js';

const newline = 0x0a;
const comma = 0x2c;
const closeBrace = 0x7d;

export interface LabelRequest extends EventReading {
  readonly files: readonly InputFile[];
  readonly target: string;
  readonly format: TableFormat;
  readonly folder: string;
  newWriter(isJson: boolean): SessionWriter;
}

/** What stands beside each event. */
const labelColumns = [
  { name: 'session_id', databaseType: 'VARCHAR' },
  { name: 'session_index', databaseType: 'BIGINT' },
  { name: 'session_start', databaseType: 'BOOLEAN' },
] as const;

/**
 * Writes the rows of the files once more, with all that they have, and beside each the session that it belongs to. Rows that
 * could not be read are not among them.
 * @throws InputError for files of several formats, or with several headers
 */
export async function labelEvents(request: LabelRequest, { labels, sessions }: Sessionized): Promise<void> {
  const { files, target, format, folder } = request;
  const [first, ...others] = files;
  if (first === undefined || labels === undefined) throw new Error('there is nothing to label');
  const other = others.find((each) => each.format !== first.format);
  if (other !== undefined) {
    const message = `${shownFile(other.file)} is ${other.format}, and ${shownFile(first.file)} is ${first.format}`;
    throw new InputError([{ message, allowed: 'files of one format with --label' }]);
  }
  request.errors.silence();
  const rowFormat = first.format === 'ndjson' ? 'ndjson' : 'csv';
  const isDirect = first.format === format && format !== 'parquet';
  const aside = path.join(folder, `labelled.${rowFormat}`);
  const output = new TableOutput(isDirect ? target : aside, rowFormat, folder);
  const writer = request.newWriter(rowFormat === 'ndjson');
  writer.sessions = sessions;
  const sink = new LabelSink(first, labels, writer, output);
  try {
    await readEvents(files, request, sink, (file) => sink.begin(file));
  } catch (error) {
    output.abandon();
    throw error;
  }
  output.drain(writer.writer, true);
  output.putInPlace();
  if (isDirect) return;
  const database = await request.database();
  if (first.format === 'parquet') await joinParquet(database, request, aside);
  else await convert(database, first.format, sink.columnNames, request, aside);
}

/** Rows keep what they have as texts: a code of digits is no number, and a version is no date. */
async function convert(
  database: Database,
  from: 'csv' | 'ndjson',
  namesOfCsv: readonly string[],
  { target, format }: LabelRequest,
  aside: string,
): Promise<void> {
  try {
    const names = from === 'csv' ? namesOfCsv : await keysOf(database, aside);
    const texts = names.filter((name) => !labelColumns.some((column) => column.name === name));
    const columns: readonly DeclaredColumn[] = [
      ...texts.map((name) => ({ name, databaseType: 'VARCHAR' })),
      ...labelColumns,
    ];
    const source = from === 'csv' ? csvSource([aside], columns) : ndjsonSource([aside], columns);
    await copyTo(database, `SELECT * FROM ${source}`, target, format);
  } catch (error) {
    if (!(error instanceof Error) || !/^[A-Z][A-Za-z ]* Error: /.test(error.message)) throw error;
    const [reason = ''] = error.message.replace(/^[A-Z][A-Za-z ]* Error: /, '').split('\n');
    const message = `the labelled events cannot be written as ${format}: ${reason.replaceAll(aside, displayPath(target))}`;
    throw new InputError([{ message, allowed: `--label with a .${from} file, which holds them as they are` }]);
  }
}

/** Of all objects, in the order in which they are met. */
async function keysOf(database: Database, aside: string): Promise<string[]> {
  const options = `format = 'newline_delimited', hive_partitioning = false, sample_size = -1, maximum_depth = 1,
    map_inference_threshold = -1`;
  const described = await database.query(`DESCRIBE SELECT * FROM read_json([${fileLiteral(aside)}], ${options})`);
  return described.map(({ column_name }) => String(column_name));
}

/** The rows of Parquet have no bytes that could be copied: the labels are put beside them by their number. */
async function joinParquet(database: Database, { files, target, format }: LabelRequest, aside: string): Promise<void> {
  const labels = csvSource([aside], labelColumns);
  const events = parquetSource(files.map(({ file }) => file));
  const described = await database.query(`DESCRIBE SELECT * FROM ${events}`);
  refuseLabelled(
    files[0]?.file ?? '',
    described.map(({ column_name }) => String(column_name)),
  );
  await copyTo(
    database,
    `SELECT * FROM ${events} POSITIONAL JOIN ${labels} WHERE session_id IS NOT NULL`,
    target,
    format,
  );
}

/** @throws InputError for events that have a column of that name: there would be two afterwards */
function refuseLabelled(file: string, names: readonly string[]): void {
  const twice = labelColumns.find(({ name }) => names.includes(name));
  if (twice === undefined) return;
  const message = `${shownFile(file)} has a column ${JSON.stringify(twice.name)} already, which --label would write`;
  throw new InputError([{ message, allowed: 'events without it, or with another name for it' }]);
}

/** The keys of an object, which is looked at only if it has the text of one that a label would have. */
function labelledKeysOf(bytes: Uint8Array, start: number, end: number): readonly string[] {
  const row = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  return row.includes('"session_') ? Object.keys(JSON.parse(row.toString('utf8'))) : [];
}

class LabelSink implements EventSink {
  readonly #first: InputFile;
  readonly #labels: Int32Array;
  readonly #writer: SessionWriter;
  readonly #output: TableOutput;
  #file: string;
  /** Of CSV. */
  columnNames: readonly string[] = [];
  #header: string | undefined;
  #count = 0;

  constructor(first: InputFile, labels: Int32Array, writer: SessionWriter, output: TableOutput) {
    this.#first = first;
    this.#file = first.file;
    this.#labels = labels;
    this.#writer = writer;
    this.#output = output;
    if (first.format === 'parquet') writer.writer.text(`${labelColumns.map(({ name }) => name).join(',')}\n`);
  }

  begin({ file }: InputFile): void {
    this.#file = file;
  }

  take(batch: EventBatch): EventBatch {
    return batch;
  }

  header(bytes: Uint8Array, start: number, end: number): void {
    const header = Buffer.from(bytes.subarray(start, end)).toString('utf8');
    const names = namesInHeader(header);
    refuseLabelled(this.#file, names);
    this.columnNames = names;
    if (this.#header === undefined) {
      this.#writer.writer.text(`${header},${labelColumns.map(({ name }) => name).join(',')}\n`);
      this.#header = header;
    } else if (header !== this.#header) {
      const message = `${shownFile(this.#file)} has other columns than ${shownFile(this.#first.file)}`;
      throw new InputError([{ message, allowed: 'files with one header with --label' }]);
    }
  }

  row(bytes: Uint8Array, start: number, end: number, isEvent: boolean): void {
    const { writer } = this.#writer;
    if (!isEvent) {
      // A row of Parquet keeps its number.
      if (this.#first.format === 'parquet') writer.text(',,\n');
      return;
    }
    const label = this.#labels[this.#count++] as number;
    const place = label < 0 ? ~label : label;
    if (this.#first.format === 'ndjson') this.#json(bytes, start, end, place, label < 0);
    else {
      if (this.#first.format === 'csv') {
        writer.raw(bytes.subarray(start, end));
        writer.byte(comma);
      }
      this.#writer.id(place);
      writer.byte(comma);
      writer.number(this.#writer.sessions.indices[place] as number);
      writer.text(label < 0 ? ',true' : ',false');
    }
    writer.byte(newline);
    this.#output.drain(writer);
  }

  #json(bytes: Uint8Array, start: number, end: number, place: number, begins: boolean): void {
    const { writer } = this.#writer;
    refuseLabelled(this.#file, labelledKeysOf(bytes, start, end));
    let close = end - 1;
    while (bytes[close] !== closeBrace) close -= 1;
    writer.raw(bytes.subarray(start, close));
    writer.text(',"session_id":');
    this.#writer.id(place);
    writer.text(',"session_index":');
    writer.number(this.#writer.sessions.indices[place] as number);
    writer.text(begins ? ',"session_start":true}' : ',"session_start":false}');
  }
}
