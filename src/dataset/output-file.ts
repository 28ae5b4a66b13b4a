import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, openSync, statSync } from 'node:fs';
import { writeAll } from '../record/write-all.js';
import type { FileRecord } from './manifest.js';

/** A file of rows while it is written. */
export class OutputFile {
  readonly #handle: number;
  readonly #hash: Hash | undefined;
  readonly #name: string;
  #bytes = 0;
  #rows = 0;

  /** @param isKept whether it belongs to the dataset; what is converted has a hash of its own, and needs none before */
  constructor(file: string, name: string, header: Uint8Array, isKept = true) {
    this.#handle = openSync(file, 'w');
    this.#name = name;
    this.#hash = isKept ? createHash('sha256') : undefined;
    this.write(header, 0);
  }

  write(bytes: Uint8Array, rows: number): void {
    writeAll(this.#handle, bytes);
    this.#hash?.update(bytes);
    this.#bytes += bytes.length;
    this.#rows += rows;
  }

  close(): FileRecord {
    closeSync(this.#handle);
    return { name: this.#name, rows: this.#rows, bytes: this.#bytes, sha256: this.#hash?.digest('hex') ?? '' };
  }
}

/** The same of a file that something else has written. */
export async function recordOf(file: string, name: string, rows: number): Promise<FileRecord> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return { name, rows, bytes: statSync(file).size, sha256: hash.digest('hex') };
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
