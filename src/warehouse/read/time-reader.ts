import { ZoneOffsets } from '../../time/zone-offsets.js';
import type { TimeUnit } from './column-choice.js';

const zero = 0x30;
const minus = 0x2d;
const plus = 0x2b;
const colon = 0x3a;
const point = 0x2e;
const space = 0x20;
const capitalT = 0x54;
const capitalZ = 0x5a;

/** Where a whole number can only be of one unit: from 1973 to 2286. */
const ranges: Readonly<Record<TimeUnit, readonly [from: number, before: number]>> = {
  s: [1e8, 1e10],
  ms: [1e11, 1e13],
  us: [1e14, 1e16],
  ns: [1e17, 1e19],
};

const perMs: Readonly<Record<TimeUnit, number>> = { s: 0.001, ms: 1, us: 1_000, ns: 1_000_000 };

/** The unit that a number must be of if it is a time of our days; nothing where that cannot be told. */
export function unitOf(value: number): TimeUnit | undefined {
  for (const unit of ['s', 'ms', 'us', 'ns'] as const) {
    const [from, before] = ranges[unit];
    if (value >= from && value < before) return unit;
  }
  return undefined;
}

/** Reads times from bytes: whole numbers of a unit, and ISO 8601. */
export class TimeReader {
  /** What is wrong with what was read last, if it was no time. */
  fault = '';
  /** Whether numbers are of a unit that cannot be told, so that somebody has to say it. */
  isAmbiguous = false;
  #unit: TimeUnit | undefined;
  readonly #isUnitSaid: boolean;
  readonly #zone: ZoneOffsets | undefined;
  #date = -1;
  #dateMs = 0;

  /**
   * @param unit of whole numbers; without it, that of the first of them
   * @param timeZone of texts that name none
   */
  constructor(unit: TimeUnit | undefined, timeZone: string) {
    this.#unit = unit;
    this.#isUnitSaid = unit !== undefined;
    this.#zone = timeZone === 'UTC' ? undefined : new ZoneOffsets(timeZone);
  }

  /** The unit that was said, or that was found out. */
  get unit(): TimeUnit | undefined {
    return this.#unit;
  }

  /** Goes on with what another reader has found out of the same times. */
  adopt(unit: TimeUnit | undefined): void {
    this.#unit ??= unit;
  }

  /** Whole milliseconds since the epoch, without what is finer, or NaN, and then `fault` says why. */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (end - start === 13 && this.#unit === 'ms') {
      // Two whole numbers of 32 bits are read sooner than one that is larger.
      const high = digits(bytes, start, start + 6);
      const low = digits(bytes, start + 6, end);
      if (high >= 10_000 && low >= 0) return high * 1e7 + low;
    }
    if (end === start) return this.#no('the time is empty');
    const fifth = bytes[start + 4];
    return fifth === minus && end - start >= 10 ? this.#isoAt(bytes, start, end) : this.#numberAt(bytes, start, end);
  }

  /** The same of a number of another source. */
  readNumber(value: number): number {
    const unit = unitOf(Math.abs(value));
    if (this.#unit === undefined) {
      if (unit === undefined) {
        this.isAmbiguous = true;
        return this.#no(`the time ${value} may be of any unit`);
      }
      this.#unit = unit;
    }
    if (!this.#isUnitSaid && unit !== this.#unit)
      return this.#no(`the time ${value} is not in ${this.#unit}, as those before`);
    // Of a thousandth of a second as a fraction of ten, the last digits of a number are noise.
    return this.#unit === 's' ? Math.floor(Math.round(value * 1e6) / 1e3) : Math.floor(value / perMs[this.#unit]);
  }

  #numberAt(bytes: Uint8Array, start: number, end: number): number {
    const text = Buffer.from(bytes.subarray(start, end)).toString('utf8');
    if (!/^-?\d{1,19}(\.\d+)?([eE][+-]?\d{1,2})?$/.test(text))
      return this.#no(`${JSON.stringify(text.slice(0, 80))} is no time`);
    // Nineteen digits are more than a number holds.
    if (this.#unit === 'ns' || (this.#unit === undefined && /^\d{18,19}$/.test(text))) {
      this.readNumber(Number(text));
      if (this.#unit === 'ns' && /^-?\d+$/.test(text)) {
        const inMs = BigInt(text) / 1_000_000n;
        return Number(text.startsWith('-') && BigInt(text) % 1_000_000n !== 0n ? inMs - 1n : inMs);
      }
    }
    return this.readNumber(Number(text));
  }

  /** `2026-03-02`, and after a `T` or a space `09:00`, `09:00:00`, `09:00:00.000`, then perhaps `Z` or `+01:00`. */
  #isoAt(bytes: Uint8Array, start: number, end: number): number {
    const dateMs = this.#dateAt(bytes, start);
    if (Number.isNaN(dateMs)) return this.#noTime(bytes, start, end);
    let at = start + 10;
    if (at === end) return this.#inZone(dateMs);
    const separator = bytes[at++];
    if (separator !== capitalT && separator !== space && separator !== 0x74) return this.#noTime(bytes, start, end);
    const hours = twoDigits(bytes, at, end);
    const minutes = bytes[at + 2] === colon ? twoDigits(bytes, at + 3, end) : -1;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return this.#noTime(bytes, start, end);
    at += 5;
    let ms = dateMs + hours * 3_600_000 + minutes * 60_000;
    if (at < end && bytes[at] === colon) {
      const seconds = twoDigits(bytes, at + 1, end);
      if (seconds < 0 || seconds > 60) return this.#noTime(bytes, start, end);
      ms += seconds * 1_000;
      at += 3;
      if (at < end && bytes[at] === point) {
        let scale = 100;
        const first = ++at;
        for (; at < end; at++) {
          const digit = (bytes[at] as number) - zero;
          if (digit < 0 || digit > 9) break;
          if (scale >= 1) ms += digit * scale;
          scale = scale / 10;
        }
        if (at === first) return this.#noTime(bytes, start, end);
      }
    }
    if (at === end) return this.#inZone(ms);
    if (bytes[at] === capitalZ && at + 1 === end) return ms;
    if (bytes[at] === space) at += 1;
    return this.#offsetAt(bytes, at, start, end, ms);
  }

  #offsetAt(bytes: Uint8Array, at: number, start: number, end: number, ms: number): number {
    const sign = bytes[at];
    if (end - at === 3 && sign === 0x55 && bytes[at + 1] === 0x54 && bytes[at + 2] === 0x43) return ms;
    if (sign !== plus && sign !== minus) return this.#noTime(bytes, start, end);
    const hours = twoDigits(bytes, at + 1, end);
    let rest = at + 3;
    if (bytes[rest] === colon) rest += 1;
    const minutes = rest >= end ? 0 : twoDigits(bytes, rest, end);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || (rest < end && rest + 2 !== end)) {
      return this.#noTime(bytes, start, end);
    }
    const offsetMs = hours * 3_600_000 + minutes * 60_000;
    return sign === plus ? ms - offsetMs : ms + offsetMs;
  }

  /** Milliseconds of midnight, as if it were that of UTC; most dates are that of the row before. */
  #dateAt(bytes: Uint8Array, start: number): number {
    const year = twoDigits(bytes, start, start + 4) * 100 + twoDigits(bytes, start + 2, start + 4);
    const month = twoDigits(bytes, start + 5, start + 7);
    const day = bytes[start + 7] === minus ? twoDigits(bytes, start + 8, start + 10) : -1;
    if (year < 100 || month < 1 || month > 12 || day < 1) return Number.NaN;
    const date = (year * 100 + month) * 100 + day;
    if (date === this.#date) return this.#dateMs;
    const ms = Date.UTC(year, month - 1, day);
    // A day that the calendar lacks is one of the next month.
    if (new Date(ms).getUTCDate() !== day) return Number.NaN;
    this.#date = date;
    this.#dateMs = ms;
    return ms;
  }

  #inZone(wallMs: number): number {
    return this.#zone === undefined ? wallMs : this.#zone.toUtc(wallMs);
  }

  #noTime(bytes: Uint8Array, start: number, end: number): number {
    return this.#no(
      `${JSON.stringify(Buffer.from(bytes.subarray(start, end)).toString('utf8').slice(0, 80))} is no time`,
    );
  }

  #no(fault: string): number {
    this.fault = fault;
    return Number.NaN;
  }
}

/** Two digits as a number, or one far below 0 if they are none. */
function twoDigits(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return -1_000_000;
  const tens = (bytes[at] as number) - zero;
  const ones = (bytes[at + 1] as number) - zero;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1_000_000 : tens * 10 + ones;
}

/** At most nine digits as a number, or -1 if they are none. */
function digits(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - zero;
    if (digit < 0 || digit > 9) return -1;
    value = (Math.imul(value, 10) + digit) | 0;
  }
  return value;
}
