import { oneLine } from '../../record/one-line.js';
import type { EventFields } from './event-fields.js';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const newline = 0x0a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** Of what is no object, in bytes. */
const mostShown = 80;

/** Reads a JSON object from each line, byte by byte; what nobody asks for is passed over. */
export class NdjsonScanner {
  readonly #file: string;
  readonly #fields: EventFields;
  readonly #wanted: readonly Buffer[];
  /** The keys of the row before in their order, and the places of their fields: most rows have the same. */
  readonly #keys: Buffer[] = [];
  readonly #keyPlaces: number[] = [];
  /** Whether a column was in any row. */
  readonly seen: Uint8Array;
  #line = 1;
  #at = 0;

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

  /** The keys of the row before. */
  get keys(): readonly string[] {
    return this.#keys.map((key) => key.toString('utf8'));
  }

  /** As that of `CsvScanner`. */
  scan(bytes: Buffer, from: number, to: number, isLast: boolean): number {
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
    if (this.#object(bytes, end)) this.#fields.take(bytes, this.#file, this.#line, start, end);
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

  #object(bytes: Buffer, end: number): boolean {
    if (this.#blank(bytes, end) !== openBrace) return false;
    this.#at += 1;
    if (this.#blank(bytes, end) === closeBrace) return this.#isOver(bytes, end);
    for (let ordinal = 0; ; ordinal++) {
      if (this.#blank(bytes, end) !== quote) return false;
      const place = this.#key(bytes, end, ordinal);
      if (place === -1 || this.#blank(bytes, end) !== colon) return false;
      this.#at += 1;
      if (!this.#value(bytes, end, place)) return false;
      const next = this.#blank(bytes, end);
      if (next === closeBrace) return this.#isOver(bytes, end);
      if (next !== comma) return false;
      this.#at += 1;
    }
  }

  #isOver(bytes: Buffer, end: number): boolean {
    this.#at += 1;
    return this.#blank(bytes, end) === 0;
  }

  /** The place of the field that a key names, or -1 if it is no key. */
  #key(bytes: Buffer, end: number, ordinal: number): number {
    const start = this.#at + 1;
    const expected = this.#keys[ordinal];
    if (expected !== undefined && bytes[start + expected.length] === quote && start + expected.length < end) {
      let index = 0;
      while (index < expected.length && bytes[start + index] === expected[index]) index += 1;
      if (index === expected.length) {
        this.#at = start + index + 1;
        return this.#keyPlaces[ordinal] as number;
      }
    }
    const close = closingQuote(bytes, start, end);
    if (close === -1) return -1;
    this.#at = close + 1;
    let key = bytes.subarray(start, close);
    const hasEscapes = key.includes(backslash);
    if (hasEscapes) {
      const text = decoded(key);
      if (text === undefined) return -1;
      key = Buffer.from(text);
    }
    const found = this.#wanted.findIndex((each) => each.equals(key));
    const place = found === -1 ? this.#wanted.length : found;
    this.seen[place] = 1;
    if (!hasEscapes) {
      this.#keys[ordinal] = Buffer.from(key);
      this.#keyPlaces[ordinal] = place;
    }
    return place;
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
    return true;
  }

  #text(bytes: Buffer, end: number, place: number, start: number): boolean {
    let at = start;
    let hasEscapes = false;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === quote) break;
      if (byte !== backslash) continue;
      hasEscapes = true;
      at += 1;
    }
    if (at >= end) return false;
    this.#at = at + 1;
    if (hasEscapes && place < this.#wanted.length) {
      const text = decoded(bytes.subarray(start, at));
      if (text === undefined) return false;
      this.#fields.decode(place, text);
    } else {
      this.#fields.starts[place] = start;
      this.#fields.ends[place] = at;
    }
    return true;
  }

  #skipNested(bytes: Buffer, end: number): boolean {
    let depth = 0;
    let at = this.#at;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === quote) {
        at = closingQuote(bytes, at + 1, end);
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
}

function closingQuote(bytes: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === quote) return at;
    if (byte === backslash) at += 1;
  }
  return -1;
}

/** A text of JSON with its escapes resolved, or nothing if they are none. */
function decoded(bytes: Buffer): string | undefined {
  try {
    return JSON.parse(`"${bytes.toString('utf8')}"`);
  } catch {
    return undefined;
  }
}

/** A number that has only digits is looked at here, and everything else by the parser. */
function isLiteral(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at += 1;
  if (at === end && at > start && (bytes[start] !== 0x30 || at === start + 1)) return true;
  try {
    return JSON.parse(bytes.toString('utf8', start, end)) !== undefined;
  } catch {
    return false;
  }
}
