import { createRequire } from 'node:module';
import { types } from 'node:util';

/** What the generated code of jsdom asks about a value that may be bytes. */
interface BufferKinds {
  isArrayBuffer(value: unknown): boolean;
  isSharedArrayBuffer(value: unknown): boolean;
}

interface ViewOptions {
  readonly allowShared?: boolean;
  readonly allowResizable?: boolean;
  readonly [option: string]: unknown;
}

/** Takes or refuses what a page gives where bytes are wanted. */
interface ViewConversion {
  ArrayBufferView(value: unknown, options?: ViewOptions): unknown;
}

const { isArrayBuffer, isSharedArrayBuffer } = types;

const getResizable: unknown = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'resizable')?.get;

/**
 * Has jsdom tell bytes apart by what the engine knows of them. It asks every value for what only a buffer of one kind has and
 * catches the error, three times for all that a page decodes, and each time that takes longer than the decoding.
 * @param kinds the module that the generated code asks
 * @param conversion the module that takes views
 */
export function knowBuffers(kinds: BufferKinds, conversion: ViewConversion): void {
  Object.assign(kinds, { isArrayBuffer, isSharedArrayBuffer });
  const convert = conversion.ArrayBufferView;
  // A buffer that is not shared cannot grow as shared ones do, so nobody has to ask.
  conversion.ArrayBufferView = (value, options) =>
    convert(value, isOfPlainBuffer(value) ? { ...options, allowShared: true, allowResizable: true } : options);
}

function isOfPlainBuffer(value: unknown): boolean {
  if (!ArrayBuffer.isView(value) || !isArrayBuffer(value.buffer)) return false;
  return typeof getResizable === 'function' && Reflect.apply(getResizable, value.buffer, []) === false;
}

/** The module that this process's jsdom asks. */
export function bufferKinds(): BufferKinds {
  return createRequire(import.meta.url)('jsdom/lib/generated/idl/utils.js') as BufferKinds;
}

/** The module with which this process's jsdom takes views. */
export function viewConversion(): ViewConversion {
  const ofJsdom = createRequire(createRequire(import.meta.url).resolve('jsdom'));
  return ofJsdom('webidl-conversions') as ViewConversion;
}
