/** Told of every change that a page makes: the key, and its new value or `undefined` when it is gone. */
export type WriteObserver = (key: string, value: string | undefined) => void;

/**
 * A storage area (`localStorage`, `sessionStorage`) that several pages of a device share and that outlives them. The
 * page sees an object that behaves like the browser's: properties are items as well.
 */
export class StorageArea {
  readonly #items = new Map<string, string>();

  get size(): number {
    return this.#items.size;
  }

  clear(): void {
    this.#items.clear();
  }

  /** Keys and values, in the order in which the keys were first set. */
  items(): IterableIterator<[string, string]> {
    return this.#items.entries();
  }

  /** Puts a value in the place of another without anybody having written it. */
  restore(key: string, value: string): void {
    this.#items.set(key, value);
  }

  /**
   * The object to put on a window. Every page gets one of its own over the same items.
   * @param onWrite told of what this page writes
   */
  facade(onWrite: WriteObserver = () => {}): object {
    const items = this.#items;
    const put = (key: string, value: string): void => {
      items.set(key, value);
      onWrite(key, value);
    };
    const remove = (key: string): void => {
      if (items.delete(key)) onWrite(key, undefined);
    };
    const methods = {
      get length() {
        return items.size;
      },
      getItem: (key: unknown) => items.get(String(key)) ?? null,
      setItem: (key: unknown, value: unknown) => put(String(key), String(value)),
      removeItem: (key: unknown) => remove(String(key)),
      clear: () => {
        for (const key of [...items.keys()]) remove(key);
      },
      // Indices wrap as unsigned 32-bit integers, as the web's interfaces convert numbers.
      key: (index: unknown) => [...items.keys()][Number(index) >>> 0] ?? null,
    };
    return new Proxy(methods, {
      get(target, property) {
        if (typeof property === 'symbol' || property in target) return Reflect.get(target, property);
        return items.get(property);
      },
      set(_target, property, value) {
        if (typeof property === 'string') put(property, String(value));
        return true;
      },
      defineProperty(_target, property, descriptor) {
        if (typeof property === 'string') put(property, String(descriptor.value));
        return true;
      },
      has: (target, property) => property in target || (typeof property === 'string' && items.has(property)),
      deleteProperty(target, property) {
        if (typeof property === 'string' && !(property in target)) remove(property);
        return true;
      },
      // An item with the name of a method is reached by getItem only.
      ownKeys: (target) => [...items.keys()].filter((key) => !(key in target)),
      getOwnPropertyDescriptor(target, property) {
        const isItem = typeof property === 'string' && !(property in target);
        const value = isItem ? items.get(property) : undefined;
        if (value === undefined) return undefined;
        return { value, writable: true, enumerable: true, configurable: true };
      },
    });
  }
}
