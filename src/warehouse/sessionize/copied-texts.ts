import type { TextColumn } from '../read/column-choice.js';
import type { TextDictionary } from '../read/text-dictionary.js';

/** Texts by their codes, from 1, as bytes in UTF-8. */
export interface TextList {
  readonly bytes: Buffer;
  /** Where the bytes of a text begin. */
  startOf(code: number): number;
  /** Where they end. */
  endOf(code: number): number;
  textOf(code: number): string;
}

/** What the numbers in events and sessions stand for. */
export interface TextLists {
  readonly has: ReadonlySet<TextColumn>;
  readonly users: TextList;
  readonly texts: ReadonlyMap<TextColumn, TextList>;
}

/** The texts of a dictionary as they can be sent to another thread. */
export interface SentTexts {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each of them begins, by its code, and where the last one ends. */
  readonly starts: Int32Array<ArrayBuffer>;
}

export function copyOfTexts(dictionary: TextDictionary): SentTexts {
  const { size } = dictionary;
  const starts = new Int32Array(size + 2);
  for (let code = 1; code <= size; code++) starts[code] = dictionary.startOf(code);
  const end = size === 0 ? 0 : dictionary.endOf(size);
  starts[size + 1] = end;
  return { bytes: Uint8Array.from(dictionary.bytes.subarray(0, end)), starts };
}

/** Texts that came from another thread. */
export class CopiedTexts implements TextList {
  readonly bytes: Buffer;
  readonly #starts: Int32Array;

  constructor({ bytes, starts }: SentTexts) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#starts = starts;
  }

  startOf(code: number): number {
    return this.#starts[code] as number;
  }

  endOf(code: number): number {
    return this.#starts[code + 1] as number;
  }

  textOf(code: number): string {
    return this.bytes.toString('utf8', this.startOf(code), this.endOf(code));
  }
}
