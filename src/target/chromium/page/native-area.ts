/** An area of storage as the browser has it, past what stands between it and the scripts of a page. */
export interface NativeArea {
  items(): Iterable<readonly [string, string]>;
  read(key: string): string | undefined;
  restore(key: string, value: string): void;
  /** @returns whether there was anything */
  clear(): boolean;
}

/** @param prototype where the browser's own methods are, which are taken before anybody replaces them */
export function nativeArea(area: Storage, prototype: Storage): NativeArea {
  const { getItem, setItem, clear, key: keyAt } = prototype;
  const length = getterOf(prototype, 'length');
  const read = (key: string): string | undefined => getItem.call(area, key) ?? undefined;
  const keys = (): string[] => Array.from({ length: length.call(area) }, (_, index) => keyAt.call(area, index) ?? '');
  return {
    items: () => keys().map((key) => [key, read(key) ?? ''] as const),
    read,
    restore: (key, value) => setItem.call(area, key, value),
    clear: () => {
      const hadItems = length.call(area) > 0;
      clear.call(area);
      return hadItems;
    },
  };
}

export function getterOf(prototype: object, name: string): () => number {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) throw new Error(`the browser has no ${name}`);
  return get;
}
