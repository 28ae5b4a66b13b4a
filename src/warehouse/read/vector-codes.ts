import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { TextDictionary } from './text-dictionary.js';

const firstSlots = 4_096;

/**
 * What a slot holds: four words that are the identity of a text, its code, and its hash. With the two that are left empty no
 * slot lies in two lines of memory.
 */
const slotLength = 8;
const codePlace = 4;
const hashPlace = 5;

/** A text of at most so many bytes lies in the column itself, and a longer one elsewhere. */
const longestInline = 12;

/** Four words of a text in a column of DuckDB: its length, then its bytes, or four of them and a pointer. */
const wordsOfText = 4;
const bytesOfText = 16;
const bytesBeforeText = 4;

/**
 * Gives the texts of a column of DuckDB their codes without making strings of them. A text of up to twelve bytes is known by
 * its bytes. A longer one is known by its length, its first four bytes and a hash of 64 bits, which has to be checked: two
 * texts might share them.
 */
export class VectorCodes {
  /** How many different texts have been known by their hash. */
  longCount = 0;
  readonly #dictionary: TextDictionary;
  #slots = new Int32Array(firstSlots * slotLength);
  #mask = firstSlots - 1;
  #size = 0;

  constructor(dictionary: TextDictionary) {
    this.#dictionary = dictionary;
  }

  /**
   * Writes the code of each text; that of an empty one is 0.
   * @param textColumn the number of a column of type VARCHAR without nulls
   * @param hashColumn the number of the column with their hashes
   */
  codesOf(chunk: DuckDBDataChunk, textColumn: number, hashColumn: number, to: Int32Array, at: number): void {
    const vector = chunk.getColumnVector(textColumn);
    const view: unknown = Reflect.get(vector, 'dataView');
    const hashes = numbersOf(chunk, hashColumn);
    if (!(view instanceof DataView) || !(hashes instanceof BigUint64Array)) throw new Error('DuckDB has other columns');
    const count = chunk.rowCount;
    const words = new Int32Array(view.buffer, view.byteOffset, count * wordsOfText);
    const bytes = new Uint8Array(view.buffer, view.byteOffset, count * bytesOfText);
    const halves = new Int32Array(hashes.buffer, hashes.byteOffset, count * 2);
    for (let row = 0; row < count; row++) {
      const length = words[row * wordsOfText] as number;
      if (length === 0) {
        to[at + row] = 0;
        continue;
      }
      const first = words[row * wordsOfText + 1] as number;
      const isInline = length <= longestInline;
      const second = isInline ? (words[row * wordsOfText + 2] as number) : (halves[row * 2] as number);
      const third = isInline ? (words[row * wordsOfText + 3] as number) : (halves[row * 2 + 1] as number);
      const hash = halves[row * 2] as number;
      let slot = (hash & this.#mask) * slotLength;
      const slots = this.#slots;
      let code = 0;
      for (;;) {
        code = slots[slot + codePlace] as number;
        if (
          code === 0 ||
          (slots[slot] === length &&
            slots[slot + 1] === first &&
            slots[slot + 2] === second &&
            slots[slot + 3] === third)
        )
          break;
        slot = slot + slotLength === slots.length ? 0 : slot + slotLength;
      }
      if (code === 0) {
        const start = row * bytesOfText + bytesBeforeText;
        code = isInline
          ? this.#dictionary.codeOf(bytes, start, start + length)
          : this.#dictionary.codeOfText(String(vector.getItem(row)));
        if (!isInline) this.longCount += 1;
        slots[slot] = length;
        slots[slot + 1] = first;
        slots[slot + 2] = second;
        slots[slot + 3] = third;
        slots[slot + codePlace] = code;
        slots[slot + hashPlace] = hash;
        this.#size += 1;
        if (this.#size * 2 > this.#mask) this.#grow();
      }
      to[at + row] = code;
    }
  }

  #grow(): void {
    const before = this.#slots;
    const after = new Int32Array(before.length * 2);
    this.#slots = after;
    this.#mask = after.length / slotLength - 1;
    for (let from = 0; from < before.length; from += slotLength) {
      if (before[from + codePlace] === 0) continue;
      let to = ((before[from + hashPlace] as number) & this.#mask) * slotLength;
      while (after[to + codePlace] !== 0) to = to + slotLength === after.length ? 0 : to + slotLength;
      for (let word = 0; word < slotLength; word++) after[to + word] = before[from + word] as number;
    }
  }
}

/** The numbers of a column as they lie in memory; those of nulls mean nothing. */
export function numbersOf(chunk: DuckDBDataChunk, column: number): unknown {
  return Reflect.get(chunk.getColumnVector(column), 'items');
}
