import path from 'node:path';
import type { Database } from '../../duckdb/database.js';
import { csvSource, fileLiteral, parquetSource } from '../../duckdb/duckdb.js';
import { InputError } from '../../spec/input-error.js';
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
  await output.finish(undefined, request.database, async () => {});
  if (isDirect) return;
  const database = await request.database();
  if (first.format === 'parquet') await joinParquet(database, request, aside);
  else {
    const read = first.format === 'csv' ? `read_csv(${fileLiteral(aside)})` : `read_json(${fileLiteral(aside)})`;
    await copyTo(database, `SELECT * FROM ${read}`, target, format);
  }
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

class LabelSink implements EventSink {
  readonly #first: InputFile;
  readonly #labels: Int32Array;
  readonly #writer: SessionWriter;
  readonly #output: TableOutput;
  #file: string;
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
    refuseLabelled(
      this.#file,
      header.split(',').map((name) => name.replace(/^"(.*)"$/, '$1')),
    );
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
