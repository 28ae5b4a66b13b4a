/** More values than this tell nothing new about a distribution, and would cost memory that grows with the dataset. */
const mostValues = 1_000_000;

/** Values of one quantity: the first million, exactly; users are alike but for chance, so the first tell as much as others would. */
export class Sample {
  #values = new Float64Array(64);
  #count = 0;
  #sum = 0;
  #isSorted = false;

  add(value: number): void {
    if (this.#count === mostValues) return;
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count] = value;
    this.#count += 1;
    this.#sum += value;
    this.#isSorted = false;
  }

  get count(): number {
    return this.#count;
  }

  /** NaN without a value. */
  get mean(): number {
    return this.#sum / this.#count;
  }

  /** The mean square of the differences from the mean; NaN without a value. */
  get variance(): number {
    const { mean } = this;
    let sum = 0;
    for (const value of this.#values.subarray(0, this.#count)) sum += (value - mean) ** 2;
    return sum / this.#count;
  }

  /** The smallest value that at least this share of the values does not exceed; NaN without a value. */
  quantile(share: number): number {
    const values = this.#values.subarray(0, this.#count);
    if (!this.#isSorted) values.sort();
    this.#isSorted = true;
    return values[Math.max(0, Math.ceil(share * this.#count) - 1)] ?? Number.NaN;
  }
}
