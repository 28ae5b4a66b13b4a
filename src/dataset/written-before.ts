import type { ByteWriter } from '../record/byte-writer.js';

/**
 * Where bytes were written last, to copy them when the same is to be written again: that takes a fraction of the time. They
 * are copied within the memory of the writer, so that nothing has to be kept beside it.
 */
export class WrittenBefore {
  #writer: ByteWriter | undefined;
  #timesTaken = 0;
  #start = 0;
  #length = 0;

  /** Whether the bytes are still in the memory of the writer. */
  isIn(writer: ByteWriter): boolean {
    return this.#writer === writer && this.#timesTaken === writer.timesTaken;
  }

  /** What has been written from `start` on is what may be written again. */
  note(writer: ByteWriter, start: number): void {
    this.#writer = writer;
    this.#timesTaken = writer.timesTaken;
    this.#start = start;
    this.#length = writer.length - start;
  }

  /** Writes it again; it has to be in the memory of the writer. */
  copy(writer: ByteWriter): void {
    const from = this.#start;
    // The nearest copy is the likeliest to be in the cache of the processor.
    this.#start = writer.length;
    writer.again(from, this.#length);
  }
}
