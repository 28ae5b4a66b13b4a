/** How often each name was seen. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(name: string, times = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + times);
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }
}

/** One of a kind for every key, made when the key is first asked for. */
export class ByKey<T> {
  readonly all = new Map<string, T>();
  readonly #make: () => T;

  constructor(make: () => T) {
    this.#make = make;
  }

  of(key: string): T {
    const known = this.all.get(key);
    if (known !== undefined) return known;
    const made = this.#make();
    this.all.set(key, made);
    return made;
  }
}
