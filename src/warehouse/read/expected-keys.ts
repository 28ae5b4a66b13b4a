/** More different keys have no order that could be expected. */
const mostKeys = 512;

/** So many keys are tried one after the other; the next is rarely another one than the first of them. */
const mostFollowing = 8;

/** A longer key, with what is around it, is read as it comes. */
const longest = 256;

/**
 * What is remembered of a key, in words: the keys that follow it, in the order in which they came, up to the first that is 0;
 * its length in bytes; the place of its field; and its bytes, of which the last four are a word of their own.
 */
const lengthAt = mostFollowing;
const placeAt = lengthAt + 1;
const bytesAt = placeAt + 1;
const recordLength = bytesAt + longest / 4;

/**
 * The keys that have followed one another in the rows of a file, each with all that is between the value before it and its
 * own. Where the same bytes follow the same key once more, they mean what they meant before, and need not be read again.
 */
export class ExpectedKeys {
  /** What a row begins with, before its first key. */
  static readonly none = 0;
  /** A key that is not remembered, because there are too many; nothing is expected after it. */
  static readonly forgotten = recordLength;
  /** One record after the other: keys are numbered by where theirs begin. */
  readonly #records = new Int32Array(mostKeys * recordLength);
  readonly #numbers = new Map<string, number>();
  #length = 2 * recordLength;

  /** The key that begins at a place in a row, if it has already followed that key, and 0 otherwise. */
  find(bytes: DataView, at: number, end: number, before: number): number {
    const records = this.#records;
    for (let index = before; index < before + mostFollowing; index++) {
      const key = records[index] as number;
      if (key === 0) return 0;
      const last = at + (records[key + lengthAt] as number) - 4;
      if (last + 4 > end) continue;
      let word = key + bytesAt;
      let from = at;
      while (from < last && bytes.getInt32(from, true) === records[word]) {
        from += 4;
        word += 1;
      }
      if (from >= last && bytes.getInt32(last, true) === records[word]) return key;
    }
    return 0;
  }

  /** How many bytes there are from the value before a key to its own. */
  lengthOf(key: number): number {
    return this.#records[key + lengthAt] as number;
  }

  /** The place of the field of a key. */
  placeOf(key: number): number {
    return this.#records[key + placeAt] as number;
  }

  /**
   * Remembers what came after a key.
   * @param key from the value before to its own, at least four bytes: a separator, two quotation marks, and a colon
   * @returns its number
   */
  learn(before: number, key: Buffer, place: number): number {
    const text = key.toString('latin1');
    const number = this.#numbers.get(text) ?? this.#add(text, key, place);
    if (number === ExpectedKeys.forgotten || before === ExpectedKeys.forgotten) return number;
    const following = this.#records.subarray(before, before + mostFollowing);
    const free = following.indexOf(0);
    if (free !== -1) following[free] = number;
    return number;
  }

  #add(text: string, key: Buffer, place: number): number {
    if (this.#length === this.#records.length || key.length > longest) return ExpectedKeys.forgotten;
    const number = this.#length;
    this.#length += recordLength;
    this.#numbers.set(text, number);
    this.#records[number + lengthAt] = key.length;
    this.#records[number + placeAt] = place;
    const last = key.length - 4;
    for (let from = 0, word = number + bytesAt; from < key.length; from += 4, word++) {
      this.#records[word] = key.readInt32LE(Math.min(from, last));
    }
    return number;
  }
}
