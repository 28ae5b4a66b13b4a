import { isUtf8 } from 'node:buffer';
import type { ColumnChoice, TextColumn } from './column-choice.js';
import { type EventBatch, newBatch } from './event-batch.js';
import type { RowErrors } from './row-errors.js';
import { TextDictionary } from './text-dictionary.js';
import { TimeReader } from './time-reader.js';

/** What is read of each event. */
export interface EventColumns extends ColumnChoice {
  readonly texts: ReadonlyMap<TextColumn, string>;
}

/** Who receives events. */
export interface EventSink {
  /** @returns where the next events go; the same batch once more if nothing of it is kept */
  take(batch: EventBatch): EventBatch;
  /** Told of the header of a file that has one. */
  header?(bytes: Uint8Array, start: number, end: number): void;
  /** Told of each row, after the event that it is, if it is one; only whoever labels rows wants to know. */
  row?(bytes: Uint8Array, start: number, end: number, isEvent: boolean): void;
  /** Told of the codes of all ids that one row has. */
  link?(first: number, other: number): void;
}

/** What all files share: the codes of texts, and the unit of the time. */
export class EventTexts {
  readonly users = new TextDictionary();
  readonly texts: ReadonlyMap<TextColumn, TextDictionary>;
  readonly times: TimeReader;

  constructor({ texts, timeUnit, timeZone }: EventColumns) {
    this.texts = new Map([...texts.keys()].map((column) => [column, new TextDictionary()]));
    this.times = new TimeReader(timeUnit, timeZone);
  }

  get has(): ReadonlySet<TextColumn> {
    return new Set(this.texts.keys());
  }
}

/** What is wrong with an event that comes after all that can have happened. */
export function afterLatest({ time, latestMs = 0 }: EventColumns, timeMs: number): string {
  const [at, latest] = [new Date(timeMs), new Date(latestMs)].map((date) => date.toISOString());
  return `${JSON.stringify(time)}: ${at} is after --latest, ${latest}`;
}

interface TextPlace {
  readonly place: number;
  readonly column: TextColumn;
  readonly codes: TextDictionary;
}

/** Makes events of the fields of rows: a place for each column that is looked at, where its text begins and ends. */
export class EventFields {
  /** The names of the columns, each once. */
  readonly names: readonly string[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Whether the text lies in `decoded`, because it was written with escapes. */
  readonly isDecoded: Uint8Array;
  decoded: Buffer = Buffer.allocUnsafe(4_096);
  decodedLength = 0;
  readonly #errors: Pick<RowErrors, 'add'>;
  readonly #sink: EventSink;
  readonly #texts: EventTexts;
  readonly #columns: EventColumns;
  readonly #latestMs: number;
  readonly #userPlaces: readonly number[];
  readonly #timePlace: number;
  readonly #textPlaces: readonly TextPlace[];
  #batch: EventBatch;
  #checkedUsers = 0;
  readonly #unreadableUsers = new Set<number>();

  constructor(columns: EventColumns, texts: EventTexts, errors: Pick<RowErrors, 'add'>, sink: EventSink) {
    this.names = [...new Set([...columns.user, columns.time, ...columns.texts.values()])];
    const count = this.names.length;
    // One more, for the fields that nobody asks for.
    this.starts = new Int32Array(count + 1);
    this.ends = new Int32Array(count + 1);
    this.isDecoded = new Uint8Array(count + 1);
    this.#columns = columns;
    this.#latestMs = columns.latestMs ?? Number.POSITIVE_INFINITY;
    this.#texts = texts;
    this.#errors = errors;
    this.#sink = sink;
    this.#userPlaces = columns.user.map((name) => this.names.indexOf(name));
    this.#timePlace = this.names.indexOf(columns.time);
    this.#textPlaces = [...texts.texts].map(([column, codes]) => {
      return { column, codes, place: this.names.indexOf(columns.texts.get(column) ?? '') };
    });
    this.#batch = newBatch(texts.has);
  }

  header(bytes: Uint8Array, start: number, end: number): void {
    this.#sink.header?.(bytes, start, end);
  }

  /** Forgets the fields of the row before. */
  clear(): void {
    const { starts, ends } = this;
    // There are few of them, which takes less time than two calls.
    for (let place = 0; place < starts.length; place++) {
      starts[place] = 0;
      ends[place] = 0;
    }
    if (this.decodedLength > 0) this.isDecoded.fill(0);
    this.decodedLength = 0;
  }

  /** Makes a text that had escapes the field of a place. */
  decode(place: number, text: string): void {
    const most = this.decodedLength + text.length * 3;
    if (most > this.decoded.length) {
      const larger = Buffer.allocUnsafe(most * 2);
      this.decoded.copy(larger, 0, 0, this.decodedLength);
      this.decoded = larger;
    }
    this.starts[place] = this.decodedLength;
    this.decodedLength += this.decoded.write(text, this.decodedLength);
    this.ends[place] = this.decodedLength;
    this.isDecoded[place] = 1;
  }

  /** The event of the fields; a row without a user or a time is told of instead. */
  take(bytes: Uint8Array, file: string, line: number, rowStart: number, rowEnd: number): void {
    const { starts, ends } = this;
    const user = this.#userAt(bytes);
    const fault = this.#encodingFault(user);
    if (fault !== undefined) {
      this.malformed(bytes, file, line, fault, rowStart, rowEnd);
      return;
    }
    if (user === 0) {
      const [name, ...others] = this.#columns.user;
      const names = [name, ...others].map((each) => JSON.stringify(each)).join(' and ');
      this.malformed(
        bytes,
        file,
        line,
        `there is no user: ${names} ${others.length === 0 ? 'is' : 'are'} empty`,
        rowStart,
        rowEnd,
      );
      return;
    }
    const { times } = this.#texts;
    const place = this.#timePlace;
    const timeMs = times.read(this.#bytesAt(bytes, place), starts[place] as number, ends[place] as number);
    if (Number.isNaN(timeMs)) {
      this.malformed(bytes, file, line, `${JSON.stringify(this.#columns.time)}: ${times.fault}`, rowStart, rowEnd);
      return;
    }
    if (timeMs > this.#latestMs) {
      this.malformed(bytes, file, line, afterLatest(this.#columns, timeMs), rowStart, rowEnd);
      return;
    }
    const batch = this.#batch;
    const to = batch.length;
    batch.users[to] = user;
    batch.timesMs[to] = timeMs;
    for (let index = 0; index < this.#textPlaces.length; index++) {
      const { place: from, column, codes } = this.#textPlaces[index] as TextPlace;
      const start = starts[from] as number;
      const end = ends[from] as number;
      const code = start === end ? 0 : codes.codeOf(this.#bytesAt(bytes, from), start, end);
      const codesOf = column === 'campaign' ? batch.campaigns : column === 'page' ? batch.pages : batch.events;
      (codesOf as Int32Array)[to] = code;
    }
    batch.length = to + 1;
    if (batch.length === batch.users.length) this.flush();
    if (this.#sink.row !== undefined) this.#sink.row(bytes, rowStart, rowEnd, true);
  }

  /** @throws InputError when the run is to stop at a malformed row */
  malformed(bytes: Uint8Array, file: string, line: number, message: string, start: number, end: number): void {
    const row = Buffer.from(bytes.subarray(start, Math.min(end, start + 10_000))).toString('utf8');
    this.#errors.add(file, line, message, row);
    if (this.#sink.row !== undefined) this.#sink.row(bytes, start, end, false);
  }

  /** Hands over the events that are left. */
  flush(): void {
    if (this.#batch.length === 0) return;
    this.#batch = this.#sink.take(this.#batch);
    this.#batch.length = 0;
  }

  /** The texts that have come since the last row are looked at once each; most rows have none. */
  #encodingFault(user: number): string | undefined {
    const { users } = this.#texts;
    for (; this.#checkedUsers < users.size; this.#checkedUsers++) {
      const code = this.#checkedUsers + 1;
      if (!isUtf8(users.bytes.subarray(users.startOf(code), users.endOf(code)))) this.#unreadableUsers.add(code);
    }
    return this.#unreadableUsers.size > 0 && this.#unreadableUsers.has(user)
      ? `the user ${JSON.stringify(users.textOf(user))} is no text in UTF-8`
      : undefined;
  }

  #bytesAt(bytes: Uint8Array, place: number): Uint8Array {
    return this.isDecoded[place] === 1 ? this.decoded : bytes;
  }

  #userAt(bytes: Uint8Array): number {
    const { users } = this.#texts;
    let first = 0;
    for (let index = 0; index < this.#userPlaces.length; index++) {
      const place = this.#userPlaces[index] as number;
      const start = this.starts[place] as number;
      const end = this.ends[place] as number;
      if (start === end) continue;
      const code = users.codeOf(this.#bytesAt(bytes, place), start, end);
      if (this.#sink.link === undefined) return code;
      this.#sink.link(first === 0 ? code : first, code);
      if (first === 0) first = code;
    }
    return first;
  }
}
