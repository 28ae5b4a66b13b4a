import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeAll } from '../../record/write-all.js';
import type { TextColumn } from '../read/column-choice.js';
import { columnsOf, type EventBatch, newBatch } from '../read/event-batch.js';

/** The lowest bits of the code of a user, which say the part of its events. */
const partBits = 7;

/** Enough that a part of what is a hundred times larger than memory fits into it. */
const partCount = 1 << partBits;

/** How many events of a part lie together. */
const blockLength = 4_096;

/** Events of one part, and where each came from among all. */
interface Block {
  readonly events: EventBatch;
  readonly origins: Int32Array;
}

interface Part {
  /** Those that are in memory; in the last there is room for one more. */
  blocks: Block[];
  file: { readonly name: string; readonly handle: number } | undefined;
}

/** All events of some users, in the order in which they came. */
export interface EventPart {
  /** What its users have in common. */
  readonly lowest: { readonly bits: number; readonly part: number };
  readonly batches: readonly EventBatch[];
  /** The numbers of the events of each batch, if they are kept. */
  readonly origins: readonly Int32Array[];
}

/** Events in parts, so that those of a user are all in one: in memory, or when they are too many, in files. */
export class PartedEvents {
  readonly #has: ReadonlySet<TextColumn>;
  readonly #keepsOrigins: boolean;
  readonly #parts: Part[] = Array.from({ length: partCount }, () => ({ blocks: [], file: undefined }));
  #isSpilled = false;

  /** @param keepsOrigins whether it will be asked where an event came from */
  constructor(has: ReadonlySet<TextColumn>, keepsOrigins: boolean) {
    this.#has = has;
    this.#keepsOrigins = keepsOrigins;
  }

  /** @param firstOrigin the number of the first event in the order in which they came */
  add({ length, users, timesMs, campaigns, pages, events }: EventBatch, firstOrigin: number): void {
    for (let place = 0; place < length; place++) {
      const user = users[place] as number;
      const part = this.#parts[user & (partCount - 1)] as Part;
      const block = part.blocks[part.blocks.length - 1] ?? this.#newBlock(part);
      const to = block.events.length++;
      block.events.users[to] = user;
      block.events.timesMs[to] = timesMs[place] as number;
      if (campaigns !== undefined) (block.events.campaigns as Int32Array)[to] = campaigns[place] as number;
      if (pages !== undefined) (block.events.pages as Int32Array)[to] = pages[place] as number;
      if (events !== undefined) (block.events.events as Int32Array)[to] = events[place] as number;
      if (this.#keepsOrigins) block.origins[to] = firstOrigin + place;
      if (to + 1 === blockLength) this.#endBlock(part, block);
    }
  }

  /** Whether the events are in files. */
  get isSpilled(): boolean {
    return this.#isSpilled;
  }

  /** @param folder an empty one, which whoever made it takes away: the events go into files there, those to come as well */
  spill(folder: string): void {
    this.#isSpilled = true;
    for (const [number, part] of this.#parts.entries()) {
      const name = path.join(folder, `part-${number}`);
      part.file = { name, handle: openSync(name, 'w+') };
      for (const block of part.blocks) this.#write(part, block);
      part.blocks.length = 0;
    }
  }

  /** One part after the other; nothing of it is kept. */
  *parts(): Generator<EventPart, void> {
    for (const [number, part] of this.#parts.entries()) {
      const last = part.blocks;
      part.blocks = [];
      const blocks = [...this.#written(part), ...last];
      yield {
        lowest: { bits: partBits, part: number },
        batches: blocks.map(({ events }) => events),
        origins: this.#keepsOrigins ? blocks.map(({ origins }) => origins) : [],
      };
    }
  }

  close(): void {
    for (const { file } of this.#parts) if (file !== undefined) closeSync(file.handle);
  }

  #newBlock({ blocks }: Part): Block {
    const block = {
      events: newBatch(this.#has, blockLength),
      origins: new Int32Array(this.#keepsOrigins ? blockLength : 0),
    };
    blocks.push(block);
    return block;
  }

  #endBlock(part: Part, block: Block): void {
    if (part.file === undefined) this.#newBlock(part);
    else {
      this.#write(part, block);
      block.events.length = 0;
    }
  }

  #write({ file }: Part, { events, origins }: Block): void {
    if (file === undefined || events.length === 0) return;
    for (const column of [Int32Array.of(events.length), ...columnsOf(events), origins]) {
      writeAll(file.handle, new Uint8Array(column.buffer));
    }
  }

  *#written({ file }: Part): Generator<Block, void> {
    if (file === undefined) return;
    const { size } = statSync(file.name);
    for (let at = 0; at < size; ) {
      const block = {
        events: newBatch(this.#has, blockLength),
        origins: new Int32Array(this.#keepsOrigins ? blockLength : 0),
      };
      const header = new Int32Array(1);
      for (const column of [header, ...columnsOf(block.events), block.origins]) {
        at += readSync(file.handle, new Uint8Array(column.buffer), 0, column.byteLength, at);
      }
      block.events.length = header[0] as number;
      yield block;
    }
  }
}
