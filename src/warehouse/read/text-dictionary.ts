const firstSlots = 4_096;
const firstBytes = 65_536;

/**
 * What a slot holds: two words that tell the text, its code (0 for an empty slot), and how many bytes it has. A text of few
 * bytes is told by the first four and the last four of them, so that nothing else has to be fetched; a longer one by its hash
 * and by where its bytes are.
 */
const slotLength = 4;
const fewBytes = 8;

/** The most bytes of all texts together; places in them are whole numbers of 32 bits. */
const mostBytes = 2_000_000_000;

/**
 * Gives each text a number, in the order in which they come, from 1. Texts are compared byte by byte, so that two of them
 * never share a number; they are strings only when somebody asks for them.
 */
export class TextDictionary {
  /** How many texts there are, which is the greatest code. */
  size = 0;
  #slots = new Int32Array(firstSlots * slotLength);
  #mask = firstSlots - 1;
  #bytes = Buffer.allocUnsafeSlow(firstBytes);
  #length = 0;
  /** Where the bytes of each code begin; the next begins where they end. */
  #starts = new Int32Array(firstSlots);

  /** The code of the text that lies from `start` to before `end`. */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > fewBytes) return this.#codeOfLong(bytes, start, end);
    let first = 0;
    let last = 0;
    if (length >= 4) {
      first = wordAt(bytes, start);
      last = wordAt(bytes, end - 4);
    } else for (let at = start; at < end; at++) first = (first << 8) | (bytes[at] as number);
    const slots = this.#slots;
    let slot = (hashOf(first, last, length) & this.#mask) * slotLength;
    for (;;) {
      const code = slots[slot + 2] as number;
      if (code === 0) return this.#add(slot, first, last, bytes, start, end);
      if (slots[slot] === first && slots[slot + 1] === last && slots[slot + 3] === length) return code;
      slot = slot + slotLength === slots.length ? 0 : slot + slotLength;
    }
  }

  codeOfText(text: string): number {
    const bytes = Buffer.from(text);
    return this.codeOf(bytes, 0, bytes.length);
  }

  /** The bytes of all texts, in UTF-8, until the next text comes. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Where the bytes of a text begin. */
  startOf(code: number): number {
    return this.#starts[code] as number;
  }

  /** Where they end. */
  endOf(code: number): number {
    return code === this.size ? this.#length : (this.#starts[code + 1] as number);
  }

  textOf(code: number): string {
    return this.#bytes.toString('utf8', this.startOf(code), this.endOf(code));
  }

  #codeOfLong(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0;
    for (let at = start; at < end - 4; at += 4) hash = hashOf(hash, wordAt(bytes, at), 0);
    hash = hashOf(hash, wordAt(bytes, end - 4), end - start);
    const slots = this.#slots;
    let slot = (hash & this.#mask) * slotLength;
    for (;;) {
      const code = slots[slot + 2] as number;
      if (code === 0) return this.#add(slot, hash, this.#length, bytes, start, end);
      if (
        slots[slot] === hash &&
        slots[slot + 3] === end - start &&
        this.#equals(slots[slot + 1] as number, bytes, start, end)
      )
        return code;
      slot = slot + slotLength === slots.length ? 0 : slot + slotLength;
    }
  }

  #equals(at: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.#bytes;
    for (let from = start, to = at; from < end; from++, to++) if (own[to] !== bytes[from]) return false;
    return true;
  }

  #add(slot: number, first: number, second: number, bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    this.#reserve(length);
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.size += 1;
    if (this.size === this.#starts.length) {
      const starts = new Int32Array(this.size * 2);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    this.#starts[this.size] = this.#length;
    const slots = this.#slots;
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = this.size;
    slots[slot + 3] = length;
    this.#length += length;
    if (this.size * 2 > this.#mask) this.#growSlots();
    return this.size;
  }

  #reserve(more: number): void {
    const wanted = this.#length + more;
    if (wanted <= this.#bytes.length) return;
    if (wanted > mostBytes)
      throw new Error('the different texts of a column have more than two thousand million bytes');
    const larger = Buffer.allocUnsafeSlow(Math.min(mostBytes, Math.max(wanted, this.#bytes.length * 2)));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  #growSlots(): void {
    const before = this.#slots;
    const slots = new Int32Array(before.length * 2);
    this.#slots = slots;
    this.#mask = slots.length / slotLength - 1;
    for (let from = 0; from < before.length; from += slotLength) {
      if (before[from + 2] === 0) continue;
      const first = before[from] as number;
      const length = before[from + 3] as number;
      const hash = length > fewBytes ? first : hashOf(first, before[from + 1] as number, length);
      let slot = (hash & this.#mask) * slotLength;
      while (slots[slot + 2] !== 0) slot = slot + slotLength === slots.length ? 0 : slot + slotLength;
      for (let word = 0; word < slotLength; word++) slots[slot + word] = before[from + word] as number;
    }
  }
}

/** Mixes two words and the length of a text; its lowest bits depend on all of them. */
function hashOf(first: number, second: number, length: number): number {
  let hash = Math.imul(first ^ (length << 24), -1_640_531_535);
  hash = Math.imul((hash ^ (hash >>> 15)) + second, -2_048_144_777);
  return hash ^ (hash >>> 15);
}

/** Four bytes as one number. */
function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}
