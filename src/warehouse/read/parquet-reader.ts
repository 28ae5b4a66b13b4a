import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Database } from '../../duckdb/database.js';
import { fileLiteral, identifier, parquetSource } from '../../duckdb/duckdb.js';
import { isDiskFull } from '../../record/write-all.js';
import { InputError, showValue } from '../../spec/input-error.js';
import { ZoneOffsets } from '../../time/zone-offsets.js';
import type { TextColumn } from './column-choice.js';
import { batchCapacity, type EventBatch, newBatch } from './event-batch.js';
import { afterLatest, type EventColumns, type EventSink, type EventTexts } from './event-fields.js';
import { leastMs, mostMs, type TimeExpression, timeExpression } from './parquet-time.js';
import type { RowErrors } from './row-errors.js';
import { shownFile } from './shown-file.js';
import { unitOf } from './time-reader.js';
import type { UnseenColumns } from './unseen-columns.js';
import { longestInline, numbersOf, VectorCodes } from './vector-codes.js';

/** Of a chunk of DuckDB. */
const mostRowsOfChunk = 2_048;

const noBytes = new Uint8Array(0);

/** Reads the events of a Parquet file, through DuckDB, in the order of its rows. */
export class ParquetReader {
  readonly #database: Database;
  readonly #columns: EventColumns;
  readonly #texts: EventTexts;
  readonly #errors: RowErrors;
  readonly #sink: EventSink;
  readonly #unseen: UnseenColumns;
  #batch: EventBatch;

  constructor(
    database: Database,
    columns: EventColumns,
    texts: EventTexts,
    errors: RowErrors,
    sink: EventSink,
    unseen: UnseenColumns,
  ) {
    this.#database = database;
    this.#columns = columns;
    this.#texts = texts;
    this.#errors = errors;
    this.#sink = sink;
    this.#unseen = unseen;
    this.#batch = newBatch(texts.has);
  }

  /**
   * @param isRoomy whether some hundred MiB more may be taken for the sake of speed
   * @throws InputError for a file that lacks a column, or that has a time that is none
   */
  async read(file: string, isRoomy = false): Promise<void> {
    const source = parquetSource([file]);
    const described = await this.#database.query(`DESCRIBE SELECT * FROM ${source}`).catch((error: unknown) => {
      throw unreadable(file, error);
    });
    const types = new Map(described.map((row) => [String(row.column_name), String(row.column_type)]));
    const { user, time, texts } = this.#columns;
    this.#unseen.header(file, [...types.keys()]);
    const expression = await timeExpression(this.#database, source, file, types.get(time) ?? '', this.#columns);
    const users = user.filter((name) => types.has(name));
    const links = this.#sink.link === undefined ? [] : users.slice(1);
    const textSql = [
      firstOf(users, types),
      ...[...texts.values()].map((name) => (types.has(name) ? textOf(name, types) : "''")),
      ...links.map((name) => textOf(name, types)),
    ];
    const selected = textSql
      .map((sql) => `${sql}, CASE WHEN strlen(${sql}) > ${longestInline} THEN hash(${sql}) END`)
      .join(', ');
    const codes = [
      new VectorCodes(this.#texts.users),
      ...[...this.#texts.texts.values()].map((dictionary) => new VectorCodes(dictionary)),
      ...links.map(() => new VectorCodes(this.#texts.users)),
    ];
    const statement = `SELECT coalesce(${expression.sql}, 'NaN'::DOUBLE), ${[selected, expression.textSql ?? []].flat().join(', ')}`;
    const chunks = isRoomy
      ? await chunksByGroups(this.#database, statement, file, types)
      : this.#database.chunks(`${statement} FROM ${source}`);
    const zone = expression.isLocal ? new ZoneOffsets(this.#columns.timeZone) : undefined;
    let row = 0;
    for await (const chunk of readable(file, chunks)) {
      this.#take(chunk, codes, links.length, { file, firstRow: row, expression, zone });
      row += chunk.rowCount;
    }
    this.#flush();
    for (const [index, { longCount }] of codes.entries()) {
      await this.#checkHashes(source, textSql[index] ?? '', longCount, file);
    }
  }

  #take(
    chunk: DuckDBDataChunk,
    codes: readonly VectorCodes[],
    linkCount: number,
    { file, firstRow, expression, zone }: ChunkPlace,
  ): void {
    const count = chunk.rowCount;
    if (this.#batch.length + count > batchCapacity) this.#flush();
    const batch = this.#batch;
    const at = batch.length;
    const times = numbersOf(chunk, 0);
    if (!(times instanceof Float64Array)) throw new Error('DuckDB has another column for the time');
    const texts: readonly TextColumn[] = [...this.#texts.texts.keys()];
    codes[0]?.codesOf(chunk, 1, 2, batch.users, at);
    for (const [index, column] of texts.entries()) {
      const to = column === 'campaign' ? batch.campaigns : column === 'page' ? batch.pages : batch.events;
      codes[index + 1]?.codesOf(chunk, 3 + index * 2, 4 + index * 2, to as Int32Array, at);
    }
    for (let link = 0; link < linkCount; link++) {
      const index = texts.length + 1 + link;
      const others = new Int32Array(mostRowsOfChunk);
      codes[index]?.codesOf(chunk, 1 + index * 2, 2 + index * 2, others, 0);
      for (let row = 0; row < count; row++) {
        const other = others[row] as number;
        if (other !== 0) this.#sink.link?.(batch.users[at + row] as number, other);
      }
    }
    const { latestMs = Number.POSITIVE_INFINITY } = this.#columns;
    if (!expression.isText && zone === undefined && this.#sink.row === undefined) {
      const greatestMs = expression.isGuessed ? Math.min(latestMs, mostMs - 1) : latestMs;
      const smallestMs = expression.isGuessed ? leastMs : Number.NEGATIVE_INFINITY;
      if (areFine(batch.users, at, times, count, smallestMs, greatestMs)) {
        batch.timesMs.set(times, at);
        batch.length = at + count;
        return;
      }
    }
    const timeTexts = expression.textSql === undefined ? undefined : chunk.getColumnVector(1 + codes.length * 2);
    let kept = at;
    for (let row = 0; row < count; row++) {
      const timeMs = expression.isText ? this.#timeOf(timeTexts?.getItem(row)) : (times[row] as number);
      const fault =
        batch.users[at + row] === 0
          ? `there is no user: ${this.#columns.user.map((name) => JSON.stringify(name)).join(' and ')} ${this.#columns.user.length === 1 ? 'is' : 'are'} empty`
          : Number.isNaN(timeMs) || (expression.isGuessed && unitOf(Math.abs(timeMs)) !== 'ms')
            ? `${JSON.stringify(this.#columns.time)}: ${this.#faultOf(timeTexts?.getItem(row), expression, timeMs)}`
            : (zone === undefined ? timeMs : zone.toUtc(timeMs)) > latestMs
              ? afterLatest(this.#columns, timeMs)
              : undefined;
      // Of these rows there are no bytes.
      this.#sink.row?.(noBytes, 0, 0, fault === undefined);
      if (fault !== undefined) {
        this.#errors.add(file, firstRow + row + 1, fault, '');
        continue;
      }
      // Where no row is left out, all are where they belong.
      if (kept !== at + row) move(batch, at + row, kept);
      batch.timesMs[kept++] = zone === undefined ? timeMs : zone.toUtc(timeMs);
    }
    batch.length = kept;
  }

  /** A text as a time, read as one of CSV is. */
  #timeOf(text: unknown): number {
    const bytes = Buffer.from(String(text ?? ''));
    return this.#texts.times.read(bytes, 0, bytes.length);
  }

  #faultOf(text: unknown, { isText }: TimeExpression, timeMs: number): string {
    if (text === null || text === undefined || text === '') return 'the time is empty';
    if (isText) return this.#texts.times.fault;
    return Number.isNaN(timeMs)
      ? `${showValue(text)} is no time`
      : `the time ${text} is of another unit than those before`;
  }

  #flush(): void {
    if (this.#batch.length === 0) return;
    this.#batch = this.#sink.take(this.#batch);
    this.#batch.length = 0;
  }

  /** @throws Error when two texts have been taken for one */
  async #checkHashes(source: string, sql: string, longCount: number, file: string): Promise<void> {
    if (longCount === 0) return;
    const counted = `SELECT count(DISTINCT ${sql}) AS value FROM ${source} WHERE strlen(${sql}) > ${longestInline}`;
    const [row] = await this.#database.query(counted);
    if (row?.value === longCount) return;
    throw new Error(`two texts of ${shownFile(file)} share a hash of 64 bits; as CSV it can be read`);
  }
}

/** Rows that are read at once, of which there are as many again in memory. */
const rowsAtOnce = 200_000;

/** Groups of rows that are larger would take too much memory, and are streamed. */
const mostRowsAtOnce = 2_000_000;

/** What stands for the number of a row, where no column has its name. */
const rowNumber = 'file_row_number';

/** The chunks of a statement that has all but its source, in the order of the rows, from some groups of rows after the other. */
async function chunksByGroups(
  database: Database,
  select: string,
  file: string,
  types: ColumnTypes,
): Promise<AsyncGenerator<DuckDBDataChunk, void>> {
  const source = parquetSource([file]);
  const groups = await database.query(
    `SELECT any_value(row_group_num_rows) AS rows FROM parquet_metadata(${fileLiteral(file)}) GROUP BY row_group_id ORDER BY row_group_id`,
  );
  const ends: number[] = [];
  let count = 0;
  let longest = 0;
  for (const { rows } of groups) {
    count += Number(rows);
    longest = Math.max(longest, Number(rows));
    if (count - (ends.at(-1) ?? 0) >= rowsAtOnce) ends.push(count);
  }
  if (count > (ends.at(-1) ?? 0)) ends.push(count);
  if (ends.length < 2 || longest > mostRowsAtOnce || types.has(rowNumber))
    return database.chunks(`${select} FROM ${source}`);
  const numbered = source.replace(/\)$/, `, ${rowNumber} = true)`);
  return database.chunksOfAll(
    ends.map(
      (end, index) =>
        `${select} FROM ${numbered} WHERE ${rowNumber} >= ${ends[index - 1] ?? 0} AND ${rowNumber} < ${end}`,
    ),
  );
}

interface ChunkPlace {
  readonly file: string;
  readonly firstRow: number;
  readonly expression: TimeExpression;
  readonly zone: ZoneOffsets | undefined;
}

/** The chunks of a file, and where there are none any more because it is damaged, that. */
async function* readable(
  file: string,
  chunks: AsyncGenerator<DuckDBDataChunk, void>,
): AsyncGenerator<DuckDBDataChunk, void> {
  try {
    yield* chunks;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** What DuckDB says of a file, in a line; a full disk or memory is no fault of the file. */
function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || isDiskFull(error) || /out of memory/i.test(error.message)) return error;
  const [first = ''] = error.message.split('\n');
  const reason = first
    .replace(/^([A-Z][A-Za-z]* )+Error: /, '')
    .replaceAll(file, shownFile(file))
    .trim();
  return new InputError([
    { message: `cannot read ${shownFile(file)} as Parquet: ${reason}`, allowed: 'a file of Parquet that is whole' },
  ]);
}

type ColumnTypes = ReadonlyMap<string, string>;

function textOf(name: string, types: ColumnTypes): string {
  return `coalesce(${texted(name, types)}, '')`;
}

function firstOf(names: readonly string[], types: ColumnTypes): string {
  const [only = ''] = names;
  if (names.length === 1) return textOf(only, types);
  return `coalesce(${names.map((name) => `nullif(${texted(name, types)}, '')`).join(', ')}, '')`;
}

/** A number that is whole is the same text whatever its type: CSV has no other, and ids are to join. */
function texted(name: string, types: ColumnTypes): string {
  const text = `${identifier(name)}::VARCHAR`;
  return /^(DOUBLE|FLOAT)$/.test(types.get(name) ?? '') ? `regexp_replace(${text}, '\\.0$', '')` : text;
}

/** Whether all rows have a user, and a time within limits; most chunks have no other rows. */
function areFine(
  users: Int32Array,
  at: number,
  timesMs: Float64Array,
  count: number,
  smallestMs: number,
  greatestMs: number,
): boolean {
  for (let row = 0; row < count; row++) {
    const timeMs = timesMs[row] as number;
    // A time that is none is not within anything.
    if (users[at + row] === 0 || !(timeMs >= smallestMs && timeMs <= greatestMs)) return false;
  }
  return true;
}

function move(batch: EventBatch, from: number, to: number): void {
  for (const column of [batch.users, batch.campaigns, batch.pages, batch.events]) {
    if (column !== undefined) column[to] = column[from] as number;
  }
}
