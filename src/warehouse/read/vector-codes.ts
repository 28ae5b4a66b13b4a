import type { DuckDBDataChunk } from '@duckdb/node-api';
import { giveBack } from './give-back.js';
import type { TextDictionary } from './text-dictionary.js';

const firstSlots = 4_096;

/** What a slot holds: three words that are the identity of a text, and one of its code and its length. */
const slotLength = 4;
const lastPlace = 3;

/** The bits of a code; above them is the length of a short text, or what says that it is a long one. */
const codeBits = 28;
const mostCodes = 1 << codeBits;
const codeMask = mostCodes - 1;

/** A text of at most so many bytes lies in the column itself, and a longer one elsewhere. */
export const longestInline = 12;
const longKind = 13;

/** Four words of a text in a column of DuckDB: its length, then its bytes, or four of them and a pointer. */
const wordsOfText = 4;
const bytesOfText = 16;
const bytesBeforeText = 4;

/**
 * Gives the texts of a column of DuckDB their codes without making strings of them. A text of up to twelve bytes is known by
 * its bytes. A longer one is known by its first four bytes and a hash of 64 bits, which has to be checked: two texts might
 * share them.
 */
export class VectorCodes {
  /** How many different texts have been known by their hash. */
  longCount = 0;
  readonly #dictionary: TextDictionary;
  #slots = new Int32Array(firstSlots * slotLength);
  #mask = maskOf(this.#slots);
  #size = 0;

  constructor(dictionary: TextDictionary) {
    this.#dictionary = dictionary;
  }

  /**
   * Writes the code of each text; that of an empty one is 0.
   * @param textColumn the number of a column of type VARCHAR without nulls
   * @param hashColumn the number of the column with the hashes of those that are longer than `longestInline`
   */
  codesOf(chunk: DuckDBDataChunk, textColumn: number, hashColumn: number, to: Int32Array, at: number): void {
    const vector = chunk.getColumnVector(textColumn);
    const view: unknown = Reflect.get(vector, 'dataView');
    const hashes = numbersOf(chunk, hashColumn);
    if (!(view instanceof DataView) || !(hashes instanceof BigUint64Array)) throw new Error('DuckDB has other columns');
    const count = chunk.rowCount;
    const words = new Int32Array(view.buffer, view.byteOffset, count * wordsOfText);
    const halves = new Int32Array(hashes.buffer, hashes.byteOffset, count * 2);
    const dictionary = this.#dictionary;
    for (let row = 0; row < count; row++) {
      const length = words[row * wordsOfText] as number;
      if (length === 0) {
        to[at + row] = 0;
        continue;
      }
      const isLong = length > longestInline;
      const first = words[row * wordsOfText + 1] as number;
      const second = isLong ? (halves[row * 2] as number) : (words[row * wordsOfText + 2] as number);
      const third = isLong ? (halves[row * 2 + 1] as number) : (words[row * wordsOfText + 3] as number);
      const kind = isLong ? longKind : length;
      const slots = this.#slots;
      let slot = mixed(first, second, third) & this.#mask;
      let last = slots[slot + lastPlace] as number;
      while (
        last !== 0 &&
        (slots[slot] !== first || slots[slot + 1] !== second || slots[slot + 2] !== third || last >>> codeBits !== kind)
      ) {
        slot = (slot + slotLength) & this.#mask;
        last = slots[slot + lastPlace] as number;
      }
      if (last !== 0) {
        to[at + row] = last & codeMask;
        continue;
      }
      const start = view.byteOffset + row * bytesOfText + bytesBeforeText;
      const code = isLong
        ? dictionary.codeOfText(String(vector.getItem(row)))
        : dictionary.codeOf(new Uint8Array(view.buffer, start, length), 0, length);
      if (code >= mostCodes) throw new Error(`a column has more than ${mostCodes} different texts`);
      if (isLong) this.longCount += 1;
      slots[slot] = first;
      slots[slot + 1] = second;
      slots[slot + 2] = third;
      slots[slot + lastPlace] = (kind << codeBits) | code;
      to[at + row] = code;
      this.#size += 1;
      if (this.#size * slotLength * 2 > slots.length) this.#grow();
    }
  }

  #grow(): void {
    const before = this.#slots;
    const after = new Int32Array(before.length * 2);
    this.#slots = after;
    this.#mask = maskOf(after);
    for (let from = 0; from < before.length; from += slotLength) {
      if (before[from + lastPlace] === 0) continue;
      const first = before[from] as number;
      const second = before[from + 1] as number;
      const third = before[from + 2] as number;
      let to = mixed(first, second, third) & this.#mask;
      while (after[to + lastPlace] !== 0) to = (to + slotLength) & this.#mask;
      after[to] = first;
      after[to + 1] = second;
      after[to + 2] = third;
      after[to + lastPlace] = before[from + lastPlace] as number;
    }
    giveBack(before);
  }
}

/** What leaves the place of a slot of a number. */
function maskOf(slots: Int32Array): number {
  return slots.length - slotLength;
}

/** A hash of three words. */
function mixed(first: number, second: number, third: number): number {
  let hash = Math.imul(first, 0x85ebca6b) ^ Math.imul(second, 0xc2b2ae35) ^ Math.imul(third, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** The numbers of a column as they lie in memory; those of nulls mean nothing. */
export function numbersOf(chunk: DuckDBDataChunk, column: number): unknown {
  return Reflect.get(chunk.getColumnVector(column), 'items');
}
