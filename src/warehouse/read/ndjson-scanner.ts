import { oneLine } from '../../record/one-line.js';
import type { EventFields } from './event-fields.js';
import { ExpectedKeys } from './expected-keys.js';
import { decoded, isLiteral } from './json-values.js';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const newline = 0x0a;
const carriageReturn = 0x0d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

const space = 0x20;
const zero = 0x30;
const nine = 0x39;

/** Instead of a key, where there is none: the row is over as it should be, or it is not. */
const over = -1;
const faulty = -2;

/** Of what is no object, in bytes. */
const mostShown = 80;

/** Nobody looks for a slip among more keys. */
const mostNamed = 100;

/** Reads a JSON object from each line, byte by byte; what nobody asks for is passed over. */
export class NdjsonScanner {
  readonly #file: string;
  readonly #fields: EventFields;
  readonly #wanted: readonly Buffer[];
  readonly #expected = new ExpectedKeys();
  /** The keys that have been met, as long as there are few. */
  readonly #keys = new Set<string>();
  /** Whether a column was in any row. */
  readonly seen: Uint8Array;
  #line = 1;
  #at = 0;
  /** The place of the field of the key that was read last. */
  #place = 0;
  /** Of the bytes that are read. */
  #view: DataView = new DataView(new ArrayBuffer(0));

  constructor(file: string, fields: EventFields) {
    this.#file = file;
    this.#fields = fields;
    this.#wanted = fields.names.map((name) => Buffer.from(name));
    this.seen = new Uint8Array(fields.names.length + 1);
  }

  get line(): number {
    return this.#line;
  }

  /** Counts lines that another scanner has read, and the columns that it has seen. */
  pass(lines: number, seen: Uint8Array): void {
    this.#line += lines;
    for (let place = 0; place < seen.length; place++) if (seen[place] === 1) this.seen[place] = 1;
  }

  /** The columns that are looked at. */
  get names(): readonly string[] {
    return this.#fields.names;
  }

  /** The keys that rows have had. */
  get keys(): readonly string[] {
    return [...this.#keys];
  }

  /** As that of `CsvScanner`. */
  scan(bytes: Buffer, from: number, to: number, isLast: boolean): number {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // A mark that says that this is UTF-8.
    const hasMark = this.#line === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
    let start = hasMark ? Math.min(to, from + 3) : from;
    while (start < to) {
      const found = bytes.indexOf(newline, start);
      const isWhole = found !== -1 && found < to;
      if (!isWhole && !isLast) return start;
      const end = isWhole ? found : to;
      this.#row(bytes, start, end);
      this.#line += 1;
      start = end + 1;
    }
    return Math.min(start, to);
  }

  #row(bytes: Buffer, start: number, end: number): void {
    this.#at = start;
    if (this.#blank(bytes, end) === 0) return;
    this.#fields.clear();
    if (this.#object(bytes, start, bytes[end - 1] === carriageReturn ? end - 1 : end))
      this.#fields.take(bytes, this.#file, this.#line, start, end);
    else {
      const text = oneLine(bytes.toString('utf8', start, Math.min(end, start + mostShown)).trim(), mostShown);
      const message = `this is no object of JSON: ${text}`;
      this.#fields.malformed(bytes, this.#file, this.#line, message, start, end);
    }
  }

  /** The next byte that is no blank, which is not passed; 0 at the end. */
  #blank(bytes: Buffer, end: number): number {
    while (this.#at < end) {
      const byte = bytes[this.#at] as number;
      if (byte > 0x20) return byte;
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return 1;
      this.#at += 1;
    }
    return 0;
  }

  /**
   * Keys that are expected, texts without escapes and numbers that have only digits are read here, which nearly all are; the
   * methods below read everything else.
   */
  #object(bytes: Buffer, start: number, end: number): boolean {
    const view = this.#view;
    const lastWord = view.byteLength - 4;
    const expected = this.#expected;
    const { starts, ends, isDecoded } = this.#fields;
    let key: number = ExpectedKeys.none;
    let at = start;
    for (;;) {
      const found = expected.find(view, at, end, key);
      let place = expected.placeOf(found);
      if (found !== 0) {
        key = found;
        at += expected.lengthOf(found);
      } else {
        this.#at = at;
        const next = this.#key(bytes, end, key);
        if (next < 0) return next === over;
        key = next;
        at = this.#at;
        place = this.#place;
      }
      const first = bytes[at] as number;
      let to = at + 1;
      let isRead = false;
      if (first === quote) {
        let marks = 0;
        while (to <= lastWord) {
          marks = marksIn(view.getInt32(to, true));
          if (marks !== 0) break;
          to += 4;
        }
        to += (31 - Math.clz32(marks & -marks)) >> 3;
        isRead = marks !== 0 && to < end && bytes[to] === quote;
        if (isRead) {
          starts[place] = at + 1;
          ends[place] = to;
          isDecoded[place] = 0;
          at = to + 1;
        }
      } else if (first > zero && first <= nine) {
        while (to < end && (bytes[to] as number) >= zero && (bytes[to] as number) <= nine) to += 1;
        isRead = to < end && (bytes[to] === comma || bytes[to] === closeBrace || (bytes[to] as number) <= space);
        if (isRead) {
          starts[place] = at;
          ends[place] = to;
          isDecoded[place] = 0;
          at = to;
        }
      }
      if (!isRead) {
        this.#at = at;
        if (!this.#value(bytes, end, place)) return false;
        at = this.#at;
      }
      if (bytes[at] === closeBrace && at + 1 === end) return true;
    }
  }

  /**
   * Reads from a value, or from where the row begins, to the next value, and remembers what is between them.
   * @returns the number of the key; `over` if there is none because the row is over, and `faulty` if there is another reason
   */
  #key(bytes: Buffer, end: number, before: number): number {
    const start = this.#at;
    const first = this.#blank(bytes, end);
    if (before === ExpectedKeys.none) {
      if (first !== openBrace) return faulty;
      this.#at += 1;
      if (this.#blank(bytes, end) === closeBrace) return this.#isOver(bytes, end) ? over : faulty;
    } else {
      if (first === closeBrace) return this.#isOver(bytes, end) ? over : faulty;
      if (first !== comma) return faulty;
      this.#at += 1;
    }
    if (this.#blank(bytes, end) !== quote) return faulty;
    const open = this.#at + 1;
    const close = this.#closingQuote(bytes, open, end);
    if (close === -1) return faulty;
    this.#at = close + 1;
    const written = bytes.subarray(open, close);
    const name = written.includes(backslash) ? decoded(bytes, open, close) : written.toString('utf8');
    if (name === undefined || this.#blank(bytes, end) !== colon) return faulty;
    this.#at += 1;
    this.#blank(bytes, end);
    const place = this.#wanted.findIndex((each) => each.equals(Buffer.from(name)));
    this.#place = place === -1 ? this.#wanted.length : place;
    this.seen[this.#place] = 1;
    if (this.#keys.size < mostNamed) this.#keys.add(name);
    return this.#expected.learn(before, bytes.subarray(start, this.#at), this.#place);
  }

  #isOver(bytes: Buffer, end: number): boolean {
    this.#at += 1;
    return this.#blank(bytes, end) === 0;
  }

  #value(bytes: Buffer, end: number, place: number): boolean {
    const first = this.#blank(bytes, end);
    const start = this.#at;
    if (first === quote) return this.#text(bytes, end, place, start + 1);
    if (first === openBrace || first === openBracket) {
      if (!this.#skipNested(bytes, end)) return false;
    } else {
      let at = start;
      while (at < end) {
        const byte = bytes[at] as number;
        if (byte === comma || byte === closeBrace || byte <= 0x20) break;
        at += 1;
      }
      this.#at = at;
      if (!isLiteral(bytes, start, at)) return false;
    }
    // `null` is nothing.
    if (first === 0x6e) return true;
    this.#fields.starts[place] = start;
    this.#fields.ends[place] = this.#at;
    this.#fields.isDecoded[place] = 0;
    return true;
  }

  #text(bytes: Buffer, end: number, place: number, start: number): boolean {
    const close = this.#closingQuote(bytes, start, end);
    if (close === -1) return false;
    this.#at = close + 1;
    if (place < this.#wanted.length && bytes.subarray(start, close).includes(backslash)) {
      const text = decoded(bytes, start, close);
      if (text === undefined) return false;
      this.#fields.decode(place, text);
    } else {
      this.#fields.starts[place] = start;
      this.#fields.ends[place] = close;
      this.#fields.isDecoded[place] = 0;
    }
    return true;
  }

  #skipNested(bytes: Buffer, end: number): boolean {
    let depth = 0;
    let at = this.#at;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === quote) {
        at = this.#closingQuote(bytes, at + 1, end);
        if (at === -1) return false;
      } else if (byte === openBrace || byte === openBracket) depth += 1;
      else if (byte === closeBrace || byte === closeBracket) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    this.#at = at + 1;
    return depth === 0;
  }

  /** Where the quotation mark is that closes a text, or -1. */
  #closingQuote(bytes: Buffer, start: number, end: number): number {
    const view = this.#view;
    const lastWord = end - 4;
    for (let at = start; at < end; at++) {
      while (at <= lastWord && marksIn(view.getInt32(at, true)) === 0) at += 4;
      const byte = bytes[at];
      if (byte === quote && at < end) return at;
      if (byte === backslash) at += 1;
    }
    return -1;
  }
}

/** The highest bit of the first byte of four that is a quotation mark or a backslash, and perhaps of some after it; 0 if none is. */
function marksIn(word: number): number {
  const quotes = word ^ 0x22222222;
  const backslashes = word ^ 0x5c5c5c5c;
  return (((quotes - 0x01010101) & ~quotes) | ((backslashes - 0x01010101) & ~backslashes)) & 0x80808080;
}
