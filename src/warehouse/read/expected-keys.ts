/** More different keys have no order that could be expected. */
const mostKeys = 512;

/** So many keys are tried after another; the next is rarely another one than the first of them. */
const mostFollowing = 8;

/** A longer key, with what is around it, is read as it comes. */
const longest = 256;

/**
 * The keys that have followed one another in the rows of a file, each with all that is between the value before it and its
 * own. Where the same bytes follow the same key once more, they mean what they meant before, and need not be read again.
 */
export class ExpectedKeys {
  /** What follows where a row begins. */
  static readonly none = 0;
  /** A key that is not remembered, because there are too many; nothing is expected after it. */
  static readonly forgotten = 1;
  /** For each key the place of its field. */
  readonly places = new Int32Array(mostKeys);
  /** For each key how many bytes there are from the value before to its own. */
  readonly lengths = new Int32Array(mostKeys);
  readonly #numbers = new Map<string, number>();
  /** The bytes of each key as words of four, which overlap at the end, and where each word begins. */
  readonly #words = new Int32Array((mostKeys * longest) / 4);
  readonly #offsets = new Int32Array((mostKeys * longest) / 4);
  /** Where the words of each key begin; those of the next begin where they end. */
  readonly #wordStarts = new Int32Array(mostKeys + 1);
  /** The keys that follow each key, in the order in which they came, up to the first that is 0. */
  readonly #following = new Int32Array(mostKeys * mostFollowing);
  #count = 2;

  /** The key that begins at a place in a row, if it has already followed that key, and 0 otherwise. */
  find(bytes: DataView, at: number, end: number, before: number): number {
    const last = (before + 1) * mostFollowing;
    for (let index = before * mostFollowing; index < last; index++) {
      const key = this.#following[index] as number;
      if (key === 0) return 0;
      if (at + (this.lengths[key] as number) > end) continue;
      let word = this.#wordStarts[key] as number;
      const wordEnd = this.#wordStarts[key + 1] as number;
      while (word < wordEnd && bytes.getInt32(at + (this.#offsets[word] as number), true) === this.#words[word])
        word += 1;
      if (word === wordEnd) return key;
    }
    return 0;
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
    const following = this.#following.subarray(before * mostFollowing, (before + 1) * mostFollowing);
    const free = following.indexOf(0);
    if (free !== -1) following[free] = number;
    return number;
  }

  #add(text: string, key: Buffer, place: number): number {
    if (this.#count === mostKeys || key.length > longest) return ExpectedKeys.forgotten;
    const number = this.#count++;
    this.#numbers.set(text, number);
    this.places[number] = place;
    this.lengths[number] = key.length;
    let word = this.#wordStarts[number] as number;
    for (let offset = 0; offset < key.length; offset += 4) {
      const from = Math.min(offset, key.length - 4);
      this.#offsets[word] = from;
      this.#words[word++] = key.readInt32LE(from);
    }
    this.#wordStarts[number + 1] = word;
    return number;
  }
}
