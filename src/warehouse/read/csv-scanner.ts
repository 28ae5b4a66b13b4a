import { InputError } from '../../spec/input-error.js';
import type { EventFields } from './event-fields.js';
import { shownFile } from './shown-file.js';
import type { UnseenColumns } from './unseen-columns.js';

const quote = 0x22;
const comma = 0x2c;
const newline = 0x0a;
const carriageReturn = 0x0d;

const highBits = 0x80808080;
const beyondComma = 0x2d2d2d2d;

/** More columns than any table has; the fields beyond are counted and not looked at. */
const mostColumns = 32_767;

/** Reads the rows of CSV as RFC 4180 has it, byte by byte; no text is made of a field that nobody asks for. */
export class CsvScanner {
  readonly #file: string;
  readonly #fields: EventFields;
  readonly #unseen: UnseenColumns | undefined;
  /** The place of the field of each column; the last place is for what nobody asks for. */
  #places: Int16Array | undefined;
  #columns = 0;
  /** Of the bytes that are read. */
  #view: DataView = new DataView(new ArrayBuffer(0));
  #line = 1;
  /** The bytes of the first row, with the line feed after it. */
  header: Uint8Array = new Uint8Array(0);

  /** @param unseen is told what the header has; absent where it has been read before */
  constructor(file: string, fields: EventFields, unseen?: UnseenColumns) {
    this.#file = file;
    this.#unseen = unseen;
    this.#fields = fields;
  }

  /**
   * Reads the rows that are whole.
   * @param isLast whether nothing comes after these bytes
   * @returns where the first row begins that is not
   * @throws InputError for a header that lacks a column, and for a malformed row if the run is to stop at one
   */
  scan(bytes: Uint8Array, from: number, to: number, isLast: boolean): number {
    let start = from;
    if (this.#places === undefined) {
      const header = this.#header(bytes, from, to, isLast);
      if (header === undefined) return from;
      start = header;
    }
    const places = this.#places as Int16Array;
    const { starts, ends } = this.#fields;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    while (start < to) {
      if (this.#fields.decodedLength > 0) this.#fields.clear();
      const quick = this.#plainRow(bytes, start, to);
      if (quick !== -1) {
        this.#line += 1;
        start = quick + 1;
        continue;
      }
      let at = start;
      let field = 0;
      let fieldStart = start;
      let fault = '';
      let lines = 1;
      for (;;) {
        if (at === to) {
          if (!isLast) return start;
          break;
        }
        const byte = bytes[at] as number;
        // Nearly all bytes are greater than those that mean something, and many such come one after the other.
        if (byte > comma) {
          at += 1;
          while (at < to && (bytes[at] as number) > comma) at += 1;
        } else if (byte === comma) {
          const place = places[field] as number;
          starts[place] = fieldStart;
          ends[place] = at;
          field += 1;
          at += 1;
          fieldStart = at;
        } else if (byte === newline) break;
        else if (byte !== quote) at += 1;
        else if (at !== fieldStart) {
          fault = 'a quotation mark stands within a field that does not begin with one';
          at += 1;
        } else {
          const end = closingQuote(bytes, at, to);
          if (end === -1 || (end + 1 === to && !isLast)) {
            if (!isLast) return start;
            fault = 'a quotation mark is never closed';
            at = to;
            break;
          }
          const place = places[field] as number;
          lines += this.#quoted(bytes, place, fieldStart + 1, end);
          at = end + 1;
          const next = at === to ? newline : (bytes[at] as number);
          if (next === carriageReturn && at + 1 === to && !isLast) return start;
          if (next === comma) {
            field += 1;
            at += 1;
            fieldStart = at;
          } else if (next === newline || (next === carriageReturn && (at + 1 === to || bytes[at + 1] === newline))) {
            if (next === carriageReturn) at += 1;
            fieldStart = -1;
            break;
          } else fault = 'there is more after the quotation mark that closes a field';
        }
      }
      const end = at > start && bytes[at - 1] === carriageReturn ? at - 1 : at;
      if (fieldStart >= 0) {
        const place = places[field] as number;
        starts[place] = fieldStart;
        ends[place] = Math.max(fieldStart, end);
      }
      this.#row(bytes, start, end, field + 1, fault);
      this.#line += lines;
      start = at + 1;
    }
    return Math.min(start, to);
  }

  /**
   * Reads a row as nearly all are: on one line, of fields without quotation marks, or between two of them.
   * @returns where the line feed is that ends it, or -1 if it is another row, of which nothing has been taken
   */
  #plainRow(bytes: Uint8Array, start: number, to: number): number {
    const view = this.#view;
    const lastWord = view.byteLength - 4;
    const places = this.#places as Int16Array;
    const { starts, ends } = this.#fields;
    let field = 0;
    let fieldStart = start;
    let at = start;
    while (at <= lastWord) {
      const word = view.getInt32(at, true);
      // The highest bit of each byte that is not greater than a comma, and of some that are beyond ASCII.
      let marks = ~((word | highBits) - beyondComma) & highBits;
      while (marks !== 0) {
        const mark = at + ((31 - Math.clz32(marks & -marks)) >> 3);
        marks &= marks - 1;
        const byte = bytes[mark] as number;
        if (byte === comma) {
          const place = places[field] as number;
          starts[place] = fieldStart;
          ends[place] = mark;
          field += 1;
          fieldStart = mark + 1;
        } else if (byte === newline) {
          if (mark >= to) return -1;
          const end = mark > start && bytes[mark - 1] === carriageReturn ? mark - 1 : mark;
          const place = places[field] as number;
          starts[place] = fieldStart;
          ends[place] = end;
          this.#row(bytes, start, end, field + 1, '');
          return mark;
        } else if (byte === quote) {
          if (mark !== fieldStart) return -1;
          let close = mark + 1;
          while (close < to && bytes[close] !== quote && bytes[close] !== newline) close += 1;
          if (bytes[close] !== quote) return -1;
          const place = places[field] as number;
          starts[place] = fieldStart + 1;
          ends[place] = close;
          const next = bytes[close + 1];
          if (next !== comma) {
            const lineEnd = next === carriageReturn ? close + 2 : close + 1;
            if (lineEnd >= to || bytes[lineEnd] !== newline) return -1;
            this.#row(bytes, start, close + 1, field + 1, '');
            return lineEnd;
          }
          field += 1;
          fieldStart = close + 2;
          // The next word is the one from there on.
          at = fieldStart - 4;
          break;
        }
      }
      at += 4;
    }
    return -1;
  }

  /** The line of what is read next, from 1. */
  get line(): number {
    return this.#line;
  }

  /** Counts lines that another scanner has read. */
  pass(lines: number): void {
    this.#line += lines;
  }

  #row(bytes: Uint8Array, start: number, end: number, count: number, fault: string): void {
    // Of a table with a single column an empty line is a row.
    if (end === start && this.#columns !== 1) return;
    if (fault !== '') this.#fields.malformed(bytes, this.#file, this.#line, fault, start, end);
    else if (count !== this.#columns) {
      const message = `there are ${count} fields, and the header has ${this.#columns}`;
      this.#fields.malformed(bytes, this.#file, this.#line, message, start, end);
    } else this.#fields.take(bytes, this.#file, this.#line, start, end);
  }

  /** @returns how many line feeds are in the field */
  #quoted(bytes: Uint8Array, place: number, start: number, end: number): number {
    const { starts, ends } = this.#fields;
    let hasEscapes = false;
    let lines = 0;
    for (let at = start; at < end; at++) {
      if (bytes[at] === quote) hasEscapes = true;
      else if (bytes[at] === newline) lines += 1;
    }
    starts[place] = start;
    ends[place] = end;
    if (hasEscapes && place < this.#fields.names.length) {
      this.#fields.decode(place, Buffer.from(bytes.subarray(start, end)).toString('utf8').replaceAll('""', '"'));
    }
    return lines;
  }

  /** Finds the columns by the first row. */
  #header(bytes: Uint8Array, from: number, to: number, isLast: boolean): number | undefined {
    // A mark that says that this is UTF-8.
    const start = bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from;
    let end = start;
    for (let isQuoted = false; end < to && (isQuoted || bytes[end] !== newline); end++) {
      if (bytes[end] === quote) isQuoted = !isQuoted;
    }
    if (end === to && !isLast) return undefined;
    const text = Buffer.from(bytes.subarray(start, end)).toString('utf8').replace(/\r$/, '');
    if (text === '') throw headless(this.#file);
    const names = namesInHeader(text);
    this.#columns = names.length;
    this.#places = new Int16Array(mostColumns).fill(this.#fields.names.length);
    for (const [place, name] of this.#fields.names.entries()) {
      const column = names.indexOf(name);
      // Of such a column all rows are empty, unless that is refused below.
      if (column === -1) continue;
      if (names.includes(name, column + 1)) throw twice(this.#file, name);
      this.#places[column] = place;
    }
    this.#unseen?.header(this.#file, names);
    this.#line += text.split('\n').length;
    this.header = Uint8Array.from([...bytes.subarray(start, end), newline]);
    this.#fields.header(bytes, start, start + Buffer.byteLength(text));
    return Math.min(end + 1, to);
  }
}

/** The names of the columns in a first row, without what ends it. */
export function namesInHeader(header: string): readonly string[] {
  const names = (header.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []).map(nameOf);
  // What matches at the end after the last column is nothing.
  names.pop();
  if (header.endsWith(',')) names.push('');
  return names;
}

function nameOf(match: string): string {
  const name = match.replace(/,$/, '');
  return name.startsWith('"') && name.endsWith('"') && name.length > 1 ? name.slice(1, -1).replaceAll('""', '"') : name;
}

function headless(file: string): InputError {
  const message = `${shownFile(file)} has no header: its first line is empty`;
  return new InputError([{ message, allowed: 'the names of the columns, and rows below them' }]);
}

/** Nobody can tell which of them is meant. */
function twice(file: string, name: string): InputError {
  const message = `${shownFile(file)} has more than one column ${JSON.stringify(name)}`;
  return new InputError([{ message, allowed: 'a name of its own for each column that is read' }]);
}

/** Where the quotation mark is that closes the field, or -1. */
function closingQuote(bytes: Uint8Array, start: number, to: number): number {
  for (let at = start + 1; at < to; at++) {
    if (bytes[at] !== quote) continue;
    if (at + 1 === to || bytes[at + 1] !== quote) return at;
    at += 1;
  }
  return -1;
}
