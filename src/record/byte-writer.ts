import { TimestampText } from './timestamp-text.js';

const quote = 0x22;
const minus = 0x2d;
const zero = 0x30;

/** The longest text of a number: `-1.7976931348623157e+308` has 24 characters. */
const longestNumber = 32;

/**
 * A text that was put together of others is one in memory only when it is read, which a loop pays for at its first
 * character. A call to copy it pays less, and is worth its price for texts longer than this.
 */
const longText = 32;

/** What is copied at once where bytes are few, and from how many on a call to copy them takes less time. */
const wordBytes = 4;
const manyBytes = 192;

/** In place of a number of which the digits are wanted: there are none. */
export const noDigits = -1;

const digits = 12;
const zeros = 0x30303030;

/** Two hexadecimal digits, as a number of which the highest byte is the first of them. */
const hexadecimal = Int16Array.from({ length: 256 }, (_, value) =>
  Buffer.from(value.toString(16).padStart(2, '0')).readInt16BE(),
);

/** A whole number from 0 on in twelve hexadecimal digits, or nothing for `noDigits`. */
export function twelveDigits(value: number): string {
  return value === noDigits ? '' : value.toString(16).padStart(digits, '0');
}

/** What a text in JSON may have without anything before it. */
export const plainInJson = bytesWhere((byte) => byte >= 0x20 && byte <= 0x7e && byte !== quote && byte !== 0x5c);

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Which bytes have a quality, by their number. */
export function bytesWhere(has: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (has(byte) ? 1 : 0));
}

/**
 * Writes rows as bytes, without making a string of any of them: that takes most of the time of a writer. The buffer grows
 * as needed.
 */
export class ByteWriter {
  bytes: Buffer;
  length = 0;
  /** How often what was written has been taken away, or is gone. */
  timesTaken = 0;
  /** The same bytes. */
  view: DataView;
  readonly #timestamps = new TimestampText();

  constructor(capacity = 65_536) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
    this.view = viewOf(this.bytes);
  }

  /**
   * What has been written, which is taken away with its memory: it may be sent to another thread.
   * @param room memory to write into from now on, that nobody else uses
   */
  take(room?: ArrayBuffer): Buffer<ArrayBuffer> {
    const taken = this.bytes.subarray(0, this.length) as Buffer<ArrayBuffer>;
    this.bytes = room === undefined ? Buffer.allocUnsafeSlow(this.bytes.length) : Buffer.from(room);
    this.view = viewOf(this.bytes);
    this.length = 0;
    this.timesTaken += 1;
    return taken;
  }

  /** Begins anew; what has been written is gone. */
  clear(): void {
    this.length = 0;
    this.timesTaken += 1;
  }

  /** Makes room for so many bytes more. */
  reserve(more: number): void {
    const wanted = this.length + more;
    if (wanted <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
    this.view = viewOf(larger);
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** Bytes that were made before. Short ones are copied by hand, because a call to copy them takes longer. */
  raw(bytes: Uint8Array): void {
    const { length } = bytes;
    this.reserve(length);
    if (length > 48) this.bytes.set(bytes, this.length);
    else for (let index = 0; index < length; index++) this.bytes[this.length + index] = bytes[index] as number;
    this.length += length;
  }

  /**
   * Writes again what was written from `from` on. It is copied four bytes at a time, which for few takes a fraction of the
   * time of a call to copy them; what is copied too much is written over by what follows.
   */
  again(from: number, length: number): void {
    this.reserve(length + wordBytes);
    const to = this.length;
    if (length > manyBytes) {
      this.bytes.copyWithin(to, from, from + length);
    } else {
      const view = this.view;
      for (let at = 0; at < length; at += wordBytes) view.setInt32(to + at, view.getInt32(from + at));
    }
    this.length = to + length;
  }

  /** In UTF-8, as it is. A lone surrogate becomes the replacement character, because it has no UTF-8. */
  text(text: string): void {
    this.reserve(text.length * 3);
    this.length += this.bytes.write(text, this.length);
  }

  /**
   * Writes a text of which every character is one byte that is allowed, and otherwise nothing.
   * @param allowed of ASCII, 1 at the number of each byte that is
   * @returns whether it is written
   */
  plain(text: string, allowed: Uint8Array): boolean {
    const { length } = text;
    this.reserve(length * 3);
    const { bytes } = this;
    const start = this.length;
    const end = start + length;
    if (length > longText) {
      if (bytes.write(text, start) !== length) return false;
      for (let at = start; at < end; at++) if (allowed[bytes[at] as number] === 0) return false;
    } else {
      for (let index = 0; index < length; index++) {
        const code = text.charCodeAt(index);
        if (code > 0x7f || allowed[code] === 0) return false;
        bytes[start + index] = code;
      }
    }
    this.length = end;
    return true;
  }

  /** The number in twelve hexadecimal digits, or nothing for `noDigits`. */
  twelveDigits(value: number): void {
    if (value === noDigits) return;
    this.reserve(digits);
    const { view, length } = this;
    if (value < 0x1_0000_0000) {
      view.setInt32(length, zeros);
      view.setInt16(length + 4, hexadecimal[value >>> 24] as number);
      view.setInt16(length + 6, hexadecimal[(value >>> 16) & 0xff] as number);
      view.setInt16(length + 8, hexadecimal[(value >>> 8) & 0xff] as number);
      view.setInt16(length + 10, hexadecimal[value & 0xff] as number);
      this.length = length + digits;
    } else {
      this.text(twelveDigits(value));
    }
  }

  /** The shortest text that reads as the same number; nothing that is not finite. */
  number(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      this.#integer(value);
      return;
    }
    // Most amounts have two decimals.
    const hundredths = Math.round(value * 100);
    if (hundredths / 100 === value && hundredths > 0 && hundredths < 1e12) {
      this.#integer(Math.floor(hundredths / 100));
      const decimals = hundredths % 100;
      this.byte(0x2e);
      this.byte(zero + Math.floor(decimals / 10));
      if (decimals % 10 !== 0) this.byte(zero + (decimals % 10));
      return;
    }
    this.text(String(value));
  }

  #integer(value: number): void {
    this.reserve(longestNumber);
    const { bytes } = this;
    let rest = value;
    if (rest < 0) {
      bytes[this.length++] = minus;
      rest = -rest;
    }
    this.length = writeWholeNumber(bytes, this.length, rest);
  }

  /** A whole number of 32 bits, its lowest byte first. */
  int32(value: number): void {
    this.reserve(4);
    this.view.setInt32(this.length, value, true);
    this.length += 4;
  }

  /** A whole number of 64 bits that a double holds exactly, its lowest byte first. */
  int64(value: number): void {
    this.reserve(8);
    const high = Math.floor(value / 2 ** 32);
    this.view.setInt32(this.length, value - high * 2 ** 32, true);
    this.view.setInt32(this.length + 4, high, true);
    this.length += 8;
  }

  /** A number in the eight bytes that it has in memory, the lowest first. */
  double(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Bytes of other memory, copied four at a time, the last ones perhaps twice. */
  copy(view: DataView, from: number, length: number): void {
    this.reserve(length);
    const to = this.length;
    const own = this.view;
    const last = length - wordBytes;
    if (last < 0) {
      for (let at = 0; at < length; at++) own.setUint8(to + at, view.getUint8(from + at));
    } else {
      for (let at = 0; at < last; at += wordBytes) own.setInt32(to + at, view.getInt32(from + at));
      own.setInt32(to + last, view.getInt32(from + last));
    }
    this.length = to + length;
  }

  /** Milliseconds since the epoch as `2026-03-02T09:00:00.000Z`. */
  timestamp(ms: number): void {
    this.reserve(longestNumber);
    this.length = this.#timestamps.write(this.view, this.length, ms);
  }

  /**
   * A text as JSON has it, with its quotation marks.
   * @param middle how it goes on
   * @param end in which number it ends, in twelve hexadecimal digits
   */
  jsonText(text: string, middle = '', end = noDigits): void {
    const start = this.length;
    this.byte(quote);
    if (this.plain(text, plainInJson) && this.plain(middle, plainInJson)) {
      this.twelveDigits(end);
      this.byte(quote);
      return;
    }
    this.length = start;
    this.text(JSON.stringify(text + middle + twelveDigits(end)));
  }
}

/**
 * Writes the digits of a whole number from 0 on, for which there must be room.
 * @returns where they end
 */
export function writeWholeNumber(bytes: Buffer, at: number, value: number): number {
  // Whole numbers of 32 bits are divided several times as fast as others.
  if (value < 1e9) return writeDigits(bytes, at, value, countDigits(value));
  const high = Math.floor(value / 1e9);
  const next = high < 1e9 ? writeDigits(bytes, at, high, countDigits(high)) : writeWholeNumber(bytes, at, high);
  return writeDigits(bytes, next, value - high * 1e9, 9);
}

/** So many digits of a number below a thousand million, with zeros in front. */
function writeDigits(bytes: Buffer, start: number, value: number, count: number): number {
  let rest = value | 0;
  let at = start + count - 1;
  for (; at > start; at -= 2) {
    const hundredth = (rest / 100) | 0;
    const pair = rest - hundredth * 100;
    const tens = (pair / 10) | 0;
    bytes[at] = zero + pair - tens * 10;
    bytes[at - 1] = zero + tens;
    rest = hundredth;
  }
  if (at === start) bytes[at] = zero + rest;
  return start + count;
}

function countDigits(value: number): number {
  if (value < 10) return 1;
  if (value < 100) return 2;
  if (value < 1_000) return 3;
  if (value < 10_000) return 4;
  if (value < 100_000) return 5;
  if (value < 1_000_000) return 6;
  if (value < 10_000_000) return 7;
  return value < 100_000_000 ? 8 : 9;
}
