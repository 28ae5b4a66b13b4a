/**
 * What must have happened before time may go on: answers that are on their way, and events that the browser is about to
 * fire. The browser takes real time for them, and in virtual time they take none.
 */
export class Outstanding {
  readonly #waiting = new Set<object>();
  #wake: () => void = () => {};

  get count(): number {
    return this.#waiting.size;
  }

  add(what: object): void {
    this.#waiting.add(what);
  }

  /** It has happened, or never will. */
  done(what: object): void {
    if (this.#waiting.delete(what) && this.#waiting.size === 0) this.#wake();
  }

  /** Resolves when nothing is outstanding. */
  settled(): Promise<void> {
    if (this.#waiting.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const before = this.#wake;
      this.#wake = () => {
        before();
        this.#wake = () => {};
        resolve();
      };
    });
  }
}
