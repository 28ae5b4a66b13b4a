import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { TextDictionary } from './text-dictionary.js';

const firstSlots = 4_096;

/** What a slot holds: four words that are the identity of a text, and its code. */
const slotLength = 5;

/** A text of at most so many bytes lies in the column itself, and a longer one elsewhere. */
const longestInline = 12;

/** Four words of a text in a column of DuckDB: its length, then its bytes, or four of them and a pointer. */
const wordsOfText = 4;

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
        code = slots[slot + 4] as number;
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
        code = this.#dictionary.codeOfText(String(vector.getItem(row)));
        if (!isInline) this.longCount += 1;
        this.#add(slot, [length, first, second, third, code], hash);
      }
      to[at + row] = code;
    }
  }

  #hashes = new Int32Array(firstSlots);

  #add(slot: number, words: readonly number[], hash: number): void {
    this.#slots.set(words, slot);
    this.#hashes[slot / slotLength] = hash;
    this.#size += 1;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  #grow(): void {
    const [slots, hashes] = [this.#slots, this.#hashes];
    this.#slots = new Int32Array(slots.length * 2);
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#mask = this.#hashes.length - 1;
    for (const [place, hash] of hashes.entries()) {
      const from = place * slotLength;
      if (slots[from + 4] === 0) continue;
      let to = (hash & this.#mask) * slotLength;
      while (this.#slots[to + 4] !== 0) to = to + slotLength === this.#slots.length ? 0 : to + slotLength;
      this.#slots.set(slots.subarray(from, from + slotLength), to);
      this.#hashes[to / slotLength] = hash;
    }
  }
}

/** The numbers of a column as they lie in memory; those of nulls mean nothing. */
export function numbersOf(chunk: DuckDBDataChunk, column: number): unknown {
  return Reflect.get(chunk.getColumnVector(column), 'items');
}
