type Numbers = Float64Array | Uint32Array | Uint8Array;

/** Numbers of one type, one after the other, in memory that is used again and grows as needed. */
export class GrowingNumbers<Kind extends Numbers> {
  readonly #make: new (
    length: number,
  ) => Kind;
  #numbers: Kind;
  #count = 0;

  constructor(make: new (length: number) => Kind) {
    this.#make = make;
    this.#numbers = new make(1_024);
  }

  push(number: number): void {
    if (this.#count === this.#numbers.length) this.#grow(2 * this.#count);
    this.#numbers[this.#count++] = number;
  }

  /** Those that were pushed, until the next one is. */
  take(): Kind {
    const taken = this.#numbers.subarray(0, this.#count) as Kind;
    this.#count = 0;
    return taken;
  }

  /** Room for so many, whatever stands in it; until it is asked for again. */
  room(count: number): Kind {
    if (count > this.#numbers.length) this.#grow(count);
    return this.#numbers.subarray(0, count) as Kind;
  }

  #grow(length: number): void {
    const larger = new this.#make(length);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
