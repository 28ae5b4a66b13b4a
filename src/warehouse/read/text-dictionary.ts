const firstSlots = 4_096;
const firstBytes = 65_536;

/** What a slot holds: the hash of the text, its code (0 for an empty slot), where its bytes are, and how many. */
const slotLength = 4;

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
    let hash = -2_128_831_035;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 16_777_619);
    // The lowest bits of this hash are those of the last bytes; the others are mixed into them.
    hash ^= hash >>> 15;
    const slots = this.#slots;
    let slot = (hash & this.#mask) * slotLength;
    for (;;) {
      const code = slots[slot + 1] as number;
      if (code === 0) return this.#add(slot, hash, bytes, start, end);
      if (
        slots[slot] === hash &&
        slots[slot + 3] === end - start &&
        this.#equals(slots[slot + 2] as number, bytes, start, end)
      )
        return code;
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

  #equals(at: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.#bytes;
    for (let from = start, to = at; from < end; from++, to++) if (own[to] !== bytes[from]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
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
    this.#fill(slot, hash, this.size, this.#length, length);
    this.#length += length;
    if (this.size * 2 > this.#mask) this.#growSlots();
    return this.size;
  }

  #fill(slot: number, hash: number, code: number, at: number, length: number): void {
    const slots = this.#slots;
    slots[slot] = hash;
    slots[slot + 1] = code;
    slots[slot + 2] = at;
    slots[slot + 3] = length;
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
    this.#slots = new Int32Array(before.length * 2);
    this.#mask = this.#slots.length / slotLength - 1;
    for (let from = 0; from < before.length; from += slotLength) {
      const code = before[from + 1] as number;
      if (code === 0) continue;
      const hash = before[from] as number;
      let slot = (hash & this.#mask) * slotLength;
      while (this.#slots[slot + 1] !== 0) slot = slot + slotLength === this.#slots.length ? 0 : slot + slotLength;
      this.#fill(slot, hash, code, before[from + 2] as number, before[from + 3] as number);
    }
  }
}
