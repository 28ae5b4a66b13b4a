import { createRequire } from 'node:module';

/** What the generated code of jsdom asks about a value that may be bytes. */
interface BufferKinds {
  isArrayBuffer(value: unknown): boolean;
  isSharedArrayBuffer(value: unknown): boolean;
}

/**
 * Has jsdom see at once that a typed array is no buffer. It asks every value for what only a buffer has and catches the
 * error, twice for all that a page decodes, and an error takes longer than the decoding.
 * @param kinds the module that the generated code asks
 */
export function knowViews(kinds: BufferKinds): void {
  const { isArrayBuffer, isSharedArrayBuffer } = kinds;
  kinds.isArrayBuffer = (value) => !ArrayBuffer.isView(value) && isArrayBuffer(value);
  kinds.isSharedArrayBuffer = (value) => !ArrayBuffer.isView(value) && isSharedArrayBuffer(value);
}

/** The module that this process's jsdom asks. */
export function bufferKinds(): BufferKinds {
  return createRequire(import.meta.url)('jsdom/lib/generated/idl/utils.js') as BufferKinds;
}
