import type { Finding } from './check-row.js';
import { estimateFinding } from './tolerance.js';

/** How much there is of something for each of something else, both added up over users, who are independent. */
export class Ratio {
  readonly #configured: number;
  #amount = 0;
  #exposure = 0;
  /** Squares of what users had more or less than was to be expected. */
  #squares = 0;
  #users = 0;

  constructor(configured: number) {
    this.#configured = configured;
  }

  /** One user: how much there was, and for how much it was to be expected. */
  add(amount: number, exposure: number): void {
    this.#amount += amount;
    this.#exposure += exposure;
    this.#squares += (amount - this.#configured * exposure) ** 2;
    this.#users += 1;
  }

  /** @param unit by which everything is divided to be shown */
  finding(what: string, unit = 1): Finding {
    return estimateFinding(what, {
      configured: this.#configured / unit,
      observed: this.#amount / this.#exposure / unit,
      standardError: Math.sqrt(this.#squares) / this.#exposure / unit,
      count: this.#users,
    });
  }
}
