import { ByteWriter, bytesWhere, writeWholeNumber } from '../../record/byte-writer.js';
import { TimestampText } from '../../record/timestamp-text.js';
import type { TextList, TextLists } from './copied-texts.js';
import { type CutSessions, SessionColumns } from './session-columns.js';

const quote = 0x22;
const comma = 0x2c;
const newline = 0x0a;
const zero = 0x30;
const minus = 0x2d;
const point = 0x2e;

export const tableFormats = ['csv', 'ndjson', 'parquet'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** What became of a session since it was written before. */
export const changes = ['new', 'changed', 'removed'] as const;
export type Change = (typeof changes)[number];

/** Stands before the others where a run goes on from another one. */
export const changeColumn = { name: 'change', databaseType: 'VARCHAR' } as const;

/** A column of the table of sessions, as a database is told of it. */
export interface SessionColumn {
  readonly name: string;
  readonly databaseType: 'VARCHAR' | 'BIGINT' | 'TIMESTAMP';
  /** What is in it, in a sentence. */
  readonly meaning: string;
  write(writer: SessionWriter, place: number): void;
}

/** The columns of a table of sessions, in their order; those of pages, campaigns and events only where such a column is read. */
export function sessionColumns({ has }: Pick<TextLists, 'has'>): SessionColumn[] {
  const always: readonly SessionColumn[] = [
    column('user', 'VARCHAR', 'Whose session it is', (to, at) => to.user(at)),
    column(
      'session_id',
      'VARCHAR',
      'The user and the start in milliseconds, with a number where several start then',
      (to, at) => to.id(at),
    ),
    column('session_index', 'BIGINT', 'The place among the sessions of the user, from 1', (to, at) =>
      to.number(to.sessions.indices[at] as number),
    ),
    column('started_at', 'TIMESTAMP', 'When its first event was, in UTC', (to, at) =>
      to.time(to.sessions.startsMs[at] as number),
    ),
    column('ended_at', 'TIMESTAMP', 'When its last event was, in UTC', (to, at) =>
      to.time(to.sessions.endsMs[at] as number),
    ),
    column('duration_ms', 'BIGINT', 'The time between them', (to, at) =>
      to.number((to.sessions.endsMs[at] as number) - (to.sessions.startsMs[at] as number)),
    ),
    column('events', 'BIGINT', 'How many events it has', (to, at) => to.number(to.sessions.counts[at] as number)),
  ];
  const pages: readonly SessionColumn[] = [
    column('pages', 'BIGINT', 'How often the page was another one than before, the first included', (to, at) =>
      to.number(to.sessions.pageCounts[at] as number),
    ),
    column('entry_page', 'VARCHAR', 'The first page that it names', (to, at) =>
      to.text('page', to.sessions.entries[at] as number),
    ),
    column('exit_page', 'VARCHAR', 'The last page that it names', (to, at) =>
      to.text('page', to.sessions.exits[at] as number),
    ),
  ];
  const campaign = column(
    'campaign',
    'VARCHAR',
    'The first campaign that it names, or the one that the user was of before',
    (to, at) => to.text('campaign', Math.abs(to.sessions.campaigns[at] as number)),
  );
  const conversions = column('conversions', 'BIGINT', 'How many of its events convert', (to, at) =>
    to.number(to.sessions.conversions[at] as number),
  );
  return [
    ...always,
    ...(has.has('page') ? pages : []),
    ...(has.has('campaign') ? [campaign] : []),
    ...(has.has('event') ? [conversions] : []),
  ];
}

function column(
  name: string,
  databaseType: SessionColumn['databaseType'],
  meaning: string,
  write: SessionColumn['write'],
): SessionColumn {
  return { name, databaseType, meaning, write };
}

/** More than the columns that every table has take beside the user: three timestamps or less, and four numbers. */
const mostBytesOfRow = 256;

/** How many columns every table has. */
const alwaysCount = 7;

/** How many rows are looked at before they are written. */
const lookedAhead = 128;

const unquoted = bytesWhere((byte) => byte !== quote && byte !== comma && byte !== newline && byte !== 0x0d);

/** Writes sessions as rows of CSV or NDJSON, as bytes. */
export class SessionWriter {
  /** Those whose rows are written. */
  sessions: CutSessions;
  readonly writer = new ByteWriter(1 << 18);
  readonly #columns: readonly SessionColumn[];
  readonly #keys: readonly Buffer[];
  readonly #isJson: boolean;
  readonly #texts: TextLists;
  readonly #timestamps = new TimestampText();
  /** Where the users of the next rows are, and how they begin. */
  readonly #ahead = {
    starts: new Int32Array(lookedAhead),
    ends: new Int32Array(lookedAhead),
    firsts: new Uint8Array(lookedAhead),
  };

  constructor(texts: TextLists, isJson: boolean) {
    this.#texts = texts;
    this.sessions = new SessionColumns(texts.has);
    this.#isJson = isJson;
    this.#columns = sessionColumns(texts);
    this.#keys = this.#columns.map(({ name }, index) => {
      return Buffer.from(isJson ? `${index === 0 ? '{' : ','}${JSON.stringify(name)}:` : index === 0 ? '' : ',');
    });
  }

  /**
   * What a file begins with.
   * @param hasChanges whether what became of a session stands before it
   */
  header(hasChanges = false): void {
    if (!this.#isJson)
      this.writer.text(
        `${hasChanges ? `${changeColumn.name},` : ''}${this.#columns.map(({ name }) => name).join(',')}\n`,
      );
  }

  /**
   * Writes the rows of some places. Users lie all over the memory, and to wait for one after the other takes most of the time;
   * looked at beforehand, many of them are fetched at once.
   */
  rows(places: Int32Array): void {
    const { users } = this.#texts;
    const { users: codes } = this.sessions;
    const { starts, ends, firsts } = this.#ahead;
    for (let from = 0; from < places.length; from += lookedAhead) {
      const count = Math.min(lookedAhead, places.length - from);
      const { bytes } = users;
      for (let index = 0; index < count; index++) {
        const code = codes[places[from + index] as number] as number;
        const start = users.startOf(code);
        starts[index] = start;
        ends[index] = users.endOf(code);
        firsts[index] = bytes[start] as number;
      }
      for (let index = 0; index < count; index++) {
        const place = places[from + index] as number;
        const isWritten =
          !this.#isJson && this.#writeAlways(place, bytes, starts[index] as number, ends[index] as number);
        this.#writeFrom(isWritten ? alwaysCount : 0, place);
      }
    }
  }

  /** @param change what became of the session since it was written before, where there was a before */
  row(place: number, change?: Change): void {
    if (change !== undefined) this.writer.text(this.#isJson ? `{"change":"${change}",` : `${change},`);
    this.#writeFrom(0, place, change);
  }

  #writeFrom(written: number, place: number, change?: Change): void {
    const columns = this.#columns;
    for (let index = written; index < columns.length; index++) {
      const key = this.#keys[index] as Buffer;
      this.writer.raw(change !== undefined && index === 0 && this.#isJson ? key.subarray(1) : key);
      (columns[index] as SessionColumn).write(this, place);
    }
    if (this.#isJson) this.writer.byte(0x7d);
    this.writer.byte(newline);
  }

  /**
   * Writes the columns that every table has as CSV, all at once: to ask each of them takes several times as long. A user that
   * is written with quotation marks, and a time before 1970, are left to them.
   * @returns whether they are written
   */
  #writeAlways(place: number, texts: Buffer, textStart: number, textEnd: number): boolean {
    const { writer, sessions } = this;
    const startMs = sessions.startsMs[place] as number;
    if (startMs < 0) return false;
    const length = textEnd - textStart;
    writer.reserve(length * 2 + mostBytesOfRow);
    const { bytes } = writer;
    const start = writer.length;
    let end = start;
    for (let from = textStart; from < textEnd; from++) {
      const byte = texts[from] as number;
      if (unquoted[byte] === 0) return false;
      bytes[end++] = byte;
    }
    const endMs = sessions.endsMs[place] as number;
    const tie = sessions.ties[place] as number;
    let at = end;
    bytes[at++] = comma;
    for (let from = start; from < end; from++) bytes[at++] = bytes[from] as number;
    bytes[at++] = minus;
    at = writeWholeNumber(bytes, at, startMs);
    if (tie > 1) {
      bytes[at++] = point;
      at = writeWholeNumber(bytes, at, tie);
    }
    bytes[at++] = comma;
    at = writeWholeNumber(bytes, at, sessions.indices[place] as number);
    bytes[at++] = comma;
    at = this.#timestamps.write(writer.view, at, startMs);
    bytes[at++] = comma;
    at = this.#timestamps.write(writer.view, at, endMs);
    bytes[at++] = comma;
    at = writeWholeNumber(bytes, at, endMs - startMs);
    bytes[at++] = comma;
    writer.length = writeWholeNumber(bytes, at, sessions.counts[place] as number);
    return true;
  }

  number(value: number): void {
    this.writer.number(value);
  }

  time(ms: number): void {
    if (this.#isJson) this.writer.byte(quote);
    this.writer.timestamp(ms);
    if (this.#isJson) this.writer.byte(quote);
  }

  text(column: 'page' | 'campaign', code: number): void {
    if (code !== 0) this.#entry(this.#texts.texts.get(column) as TextList, code);
    else if (this.#isJson) this.writer.text('null');
  }

  user(place: number): void {
    this.#entry(this.#texts.users, this.sessions.users[place] as number);
  }

  /** The user, a hyphen, the start, and a number if it is not the first that starts then. */
  id(place: number): void {
    const { writer } = this;
    const start = writer.length;
    this.#entry(this.#texts.users, this.sessions.users[place] as number);
    const isQuoted = writer.bytes[start] === quote;
    if (isQuoted) writer.length -= 1;
    writer.byte(minus);
    writer.number(this.sessions.startsMs[place] as number);
    const tie = this.sessions.ties[place] as number;
    if (tie > 1) {
      writer.byte(point);
      if (tie < 10) writer.byte(zero + tie);
      else writer.number(tie);
    }
    if (isQuoted) writer.byte(quote);
  }

  #entry(dictionary: TextList, code: number): void {
    if (this.#isJson) {
      this.writer.jsonText(dictionary.textOf(code));
      return;
    }
    const { bytes } = dictionary;
    const start = dictionary.startOf(code);
    const end = dictionary.endOf(code);
    const { writer } = this;
    writer.reserve(end - start);
    const to = writer.bytes;
    let length = writer.length;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (unquoted[byte] === 0) {
        writer.text(`"${dictionary.textOf(code).replaceAll('"', '""')}"`);
        return;
      }
      to[length++] = byte;
    }
    writer.length = length;
  }
}
