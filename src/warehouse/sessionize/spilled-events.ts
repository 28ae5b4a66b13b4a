import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeAll } from '../../record/write-all.js';
import type { TextColumn } from '../read/column-choice.js';
import { type EventBatch, newBatch } from '../read/event-batch.js';

/** Enough that a part of what is a hundred times larger than memory fits into it. */
const partCount = 128;

/** How many events of a part are written at once. */
const blockLength = 4_096;

interface Part {
  readonly handle: number;
  readonly file: string;
  block: EventBatch;
  origins: Int32Array;
}

/** Events of which there are more than memory holds, in files: those of a user are all in one part. */
export class SpilledEvents {
  readonly #has: ReadonlySet<TextColumn>;
  readonly #parts: readonly Part[];

  /** @param folder an empty one, that whoever made it takes away */
  constructor(folder: string, has: ReadonlySet<TextColumn>) {
    this.#has = has;
    this.#parts = Array.from({ length: partCount }, (_, part) => {
      const file = path.join(folder, `part-${part}`);
      return {
        file,
        handle: openSync(file, 'w+'),
        block: newBatch(has, blockLength),
        origins: new Int32Array(blockLength),
      };
    });
  }

  /** @param firstOrigin the number of the first event in the order in which they came */
  add(batch: EventBatch, firstOrigin: number): void {
    for (let place = 0; place < batch.length; place++) {
      const part = this.#parts[(batch.users[place] as number) % partCount] as Part;
      const { block } = part;
      const to = block.length++;
      block.users[to] = batch.users[place] as number;
      block.timesMs[to] = batch.timesMs[place] as number;
      if (block.campaigns !== undefined) block.campaigns[to] = batch.campaigns?.[place] as number;
      if (block.pages !== undefined) block.pages[to] = batch.pages?.[place] as number;
      if (block.events !== undefined) block.events[to] = batch.events?.[place] as number;
      part.origins[to] = firstOrigin + place;
      if (block.length === blockLength) this.#write(part);
    }
  }

  /** The events of each part in the order in which they came, one part after the other. */
  *parts(): Generator<{ readonly batches: readonly EventBatch[]; readonly origins: Int32Array }, void> {
    for (const part of this.#parts) {
      this.#write(part);
      const { size } = statSync(part.file);
      const batches: EventBatch[] = [];
      const origins: number[] = [];
      for (let at = 0; at < size; ) {
        const batch = newBatch(this.#has, blockLength);
        const from = new Int32Array(blockLength);
        const header = new Int32Array(1);
        for (const column of [header, ...columnsOf(batch), from]) {
          at += readSync(part.handle, new Uint8Array(column.buffer), 0, column.byteLength, at);
        }
        batch.length = header[0] as number;
        batches.push(batch);
        for (let place = 0; place < batch.length; place++) origins.push(from[place] as number);
      }
      yield { batches, origins: Int32Array.from(origins) };
    }
  }

  close(): void {
    for (const { handle } of this.#parts) closeSync(handle);
  }

  #write(part: Part): void {
    if (part.block.length === 0) return;
    for (const column of [Int32Array.of(part.block.length), ...columnsOf(part.block), part.origins]) {
      writeAll(part.handle, new Uint8Array(column.buffer));
    }
    part.block.length = 0;
  }
}

function columnsOf({ users, timesMs, campaigns, pages, events }: EventBatch): (Int32Array | Float64Array)[] {
  return [users, timesMs, campaigns, pages, events].filter((column) => column !== undefined);
}
