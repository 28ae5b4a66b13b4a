import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { InputError, reasonOf } from '../../spec/input-error.js';
import { shownFile } from './shown-file.js';

/** Where bytes come from. */
export interface ByteSource {
  /** Reads into a buffer from a place on. @returns how many bytes, and 0 at the end */
  read(into: Buffer, at: number): Promise<number>;
  close(): void;
}

export type Compression = 'none' | 'gzip' | 'zstd';

/** The first version of Node that can read it. */
const zstdVersion = '22.15';

/**
 * The bytes of a file, decompressed.
 * @param from where a file begins that is not compressed
 * @throws InputError when it cannot be read, or when this version of Node cannot decompress it
 */
export function openBytes(file: string, compression: Compression, from = 0): ByteSource {
  if (compression === 'none') return plain(file, from);
  const decompressor = compression === 'gzip' ? zlib.createGunzip() : zstdDecompressor(file);
  const stream = createReadStream(file, { highWaterMark: 1 << 18 });
  stream.on('error', (error) => decompressor.destroy(error));
  stream.pipe(decompressor);
  const chunks: AsyncIterator<Buffer> = decompressor[Symbol.asyncIterator]();
  let chunk: Buffer = Buffer.alloc(0);
  return {
    async read(into, at) {
      if (chunk.length === 0) {
        try {
          const next = await chunks.next();
          if (next.done === true) return 0;
          chunk = next.value;
        } catch (error) {
          throw unreadable(file, error);
        }
      }
      const count = chunk.copy(into, at);
      chunk = chunk.subarray(count);
      return count;
    },
    close() {
      stream.destroy();
      decompressor.destroy();
    },
  };
}

function plain(file: string, from: number): ByteSource {
  let handle: number;
  // A pipe has no places: it is read as it comes.
  let place = from === 0 ? null : from;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    throw unreadable(file, error);
  }
  return {
    async read(into, at) {
      try {
        const count = readSync(handle, into, at, into.length - at, place);
        if (place !== null) place += count;
        return count;
      } catch (error) {
        throw unreadable(file, error);
      }
    },
    close: () => closeSync(handle),
  };
}

function zstdDecompressor(file: string): zlib.Gunzip {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof create === 'function') return create();
  const message = `${shownFile(file)} is compressed by zstd, which Node ${process.versions.node} cannot read`;
  throw new InputError([{ message, allowed: `Node ${zstdVersion} or newer, or zstd -dc FILE | lapse sessionize -` }]);
}

function unreadable(file: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = code.startsWith('Z_') ? `it is damaged (${code})` : reasonOf(error);
  return new InputError([{ message: `cannot read ${shownFile(file)}: ${reason}` }]);
}
