/** Told of every change that a page makes: the key, and its new value or `undefined` when it is gone. */
export type WriteObserver = (key: string, value: string | undefined) => void;

/** What a `storage` event says of a change. All three are `null` when the area was emptied. */
export interface StorageChange {
  readonly key: string | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

/** What lies between a page and a storage area. */
export interface FacadeOptions {
  /** Told of what this page writes, also when it writes what is there already. */
  readonly onWrite?: WriteObserver;
  /** Told of what is different afterwards, for the other pages. */
  readonly onChange?: (change: StorageChange) => void;
  /** Called before anything is read or written. @throws what a page gets that may not use the area */
  readonly beforeUse?: () => void;
  /** Called before a write after which the area holds more. @throws what a page gets when there is no room */
  readonly beforeGrowth?: () => void;
}

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

  read(key: string): string | undefined {
    return this.#items.get(key);
  }

  /** Puts a value in the place of another without anybody having written it. */
  restore(key: string, value: string): void {
    this.#items.set(key, value);
  }

  /** The object to put on a window. Every page gets one of its own over the same items. */
  facade({ onWrite, onChange, beforeUse, beforeGrowth }: FacadeOptions = {}): object {
    const items = this.#items;
    const use = (): Map<string, string> => {
      beforeUse?.();
      return items;
    };
    const put = (key: string, value: string): void => {
      const oldValue = use().get(key);
      const lengthBefore = oldValue === undefined ? 0 : key.length + oldValue.length;
      if (key.length + value.length > lengthBefore) beforeGrowth?.();
      items.set(key, value);
      onWrite?.(key, value);
      if (value !== oldValue) onChange?.({ key, oldValue: oldValue ?? null, newValue: value });
    };
    const remove = (key: string): void => {
      const oldValue = use().get(key);
      if (oldValue === undefined) return;
      items.delete(key);
      onWrite?.(key, undefined);
      onChange?.({ key, oldValue, newValue: null });
    };
    const clear = (): void => {
      const keys = [...use().keys()];
      items.clear();
      for (const key of keys) onWrite?.(key, undefined);
      if (keys.length > 0) onChange?.({ key: null, oldValue: null, newValue: null });
    };
    const methods = {
      get length() {
        return use().size;
      },
      getItem: (key: unknown) => use().get(String(key)) ?? null,
      setItem: (key: unknown, value: unknown) => put(String(key), String(value)),
      removeItem: (key: unknown) => remove(String(key)),
      clear,
      // Indices wrap as unsigned 32-bit integers, as the web's interfaces convert numbers.
      key: (index: unknown) => [...use().keys()][Number(index) >>> 0] ?? null,
    };
    return new Proxy(methods, {
      get(target, property) {
        if (typeof property === 'symbol' || property in target) return Reflect.get(target, property);
        return use().get(property);
      },
      set(_target, property, value) {
        if (typeof property === 'string') put(property, String(value));
        return true;
      },
      defineProperty(_target, property, descriptor) {
        if (typeof property === 'string') put(property, String(descriptor.value));
        return true;
      },
      has: (target, property) => property in target || (typeof property === 'string' && use().has(property)),
      deleteProperty(target, property) {
        if (typeof property === 'string' && !(property in target)) remove(property);
        return true;
      },
      // An item with the name of a method is reached by getItem only.
      ownKeys: (target) => [...use().keys()].filter((key) => !(key in target)),
      getOwnPropertyDescriptor(target, property) {
        const isItem = typeof property === 'string' && !(property in target);
        const value = isItem ? use().get(property) : undefined;
        if (value === undefined) return undefined;
        return { value, writable: true, enumerable: true, configurable: true };
      },
    });
  }
}
