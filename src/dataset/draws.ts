/**
 * Randomness that is looked up rather than drawn in turn: the number at a position depends on the stream and the
 * position, and on nothing that was asked before. So what one option needs more or less of moves nothing else.
 *
 * A stream is 64 bits in two words. Each number is a position mixed with both of them by a hash of 32 bits, which is
 * several times as fast as a generator that has to be seeded for each user, visit and purpose.
 */
export class Draws {
  #first: number;
  #second: number;

  /** @param seed any whole number that a double can hold exactly */
  constructor(seed: number) {
    this.#first = mix(seed | 0);
    this.#second = mix(Math.floor(seed / 2 ** 32) ^ 0x5bd1e995);
  }

  /**
   * Becomes the stream that a parent has for a purpose and an index, and is independent of every other. The object is
   * used again for one visit after the other, as making one takes longer than all else.
   */
  become(parent: Draws, purpose: number, index: number): this {
    const word = mix(parent.#first + Math.imul(purpose + 1, 0x9e3779b9));
    const other = mix(parent.#second ^ Math.imul(purpose + 1, 0x85ebca6b));
    this.#first = mix(word ^ Math.imul(index + 1, 0xc2b2ae35));
    this.#second = mix((other + Math.imul(index + 1, 0x27d4eb2f)) ^ this.#first);
    return this;
  }

  /** A stream of its own for a purpose and an index. */
  split(purpose: number, index: number): Draws {
    return new Draws(0).become(this, purpose, index);
  }

  /** The number at a position: more than 0 and less than 1. */
  at(position: number): number {
    const word = mix(this.#first + Math.imul(position, 0x9e3779b9));
    return ((mix(word ^ this.#second) >>> 0) + 0.5) / 2 ** 32;
  }
}

/** A hash of 32 bits in which each bit of the input changes about half of those of the output. */
function mix(value: number): number {
  let word = value ^ (value >>> 16);
  word = Math.imul(word, 0x21f0aaad);
  word ^= word >>> 15;
  word = Math.imul(word, 0x735a2d97);
  return word ^ (word >>> 15);
}

/** What streams below that of a user are for; each number is used once. */
export const purposes = {
  user: 1,
  person: 2,
  days: 3,
  times: 4,
  visit: 5,
  way: 6,
  dwell: 7,
  away: 8,
  values: 9,
  boundary: 10,
  late: 11,
  duplicated: 12,
  reordered: 13,
  lost: 14,
  missingId: 15,
  device: 16,
  skew: 17,
  fault: 18,
  crash: 19,
  jump: 20,
  bot: 21,
  shared: 22,
} as const;
