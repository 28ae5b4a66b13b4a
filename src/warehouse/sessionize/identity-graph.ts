import { larger } from './session-columns.js';

/** Which ids belong to one person, because rows have had them together. */
export class IdentityGraph {
  #parents: Int32Array = new Int32Array(1_024);

  /** Joins what is known of two ids; the code of the one that came first stands for both. */
  link(one: number, other: number): void {
    this.#makeRoomFor(Math.max(one, other));
    const first = this.rootOf(one);
    const second = this.rootOf(other);
    if (first === second) return;
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }

  /** The code that stands for an id and all that are joined to it. */
  rootOf(code: number): number {
    let root = code;
    while ((this.#parents[root] ?? 0) !== 0) root = this.#parents[root] as number;
    let at = code;
    while (at !== root) {
      const parent = this.#parents[at] as number;
      this.#parents[at] = root;
      at = parent;
    }
    return root;
  }

  #makeRoomFor(code: number): void {
    if (code >= this.#parents.length)
      this.#parents = larger(this.#parents, Math.max(code + 1, this.#parents.length * 2));
  }
}
