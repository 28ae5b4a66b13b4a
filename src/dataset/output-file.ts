import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { bytesAtOnce, writeAll } from '../record/write-all.js';
import type { FileRecord } from './manifest.js';

/** A file of rows while it is written. */
export class OutputFile {
  readonly #handle: number;
  readonly #hash: Hash = createHash('sha256');
  readonly #name: string;
  #bytes = 0;
  #rows = 0;

  constructor(file: string, name: string, header: Uint8Array) {
    this.#handle = openSync(file, 'w');
    this.#name = name;
    this.write({ bytes: header, rows: 0 });
  }

  write({ bytes, rows }: { readonly bytes: Uint8Array; readonly rows: number }): void {
    for (let start = 0; start < bytes.length; start += bytesAtOnce) {
      const part = bytes.subarray(start, start + bytesAtOnce);
      this.#hash.update(part);
      writeAll(this.#handle, part);
    }
    this.#bytes += bytes.length;
    this.#rows += rows;
  }

  close(): FileRecord {
    closeSync(this.#handle);
    return { name: this.#name, rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
