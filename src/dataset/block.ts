import { ByteWriter } from '../record/byte-writer.js';
import { arrange, type KeyedRows } from './arrange.js';
import type { RowFormat } from './formats/row-format.js';
import { GrowingNumbers } from './growing-numbers.js';
import type { GenerateUser } from './rows.js';
import { spanOf } from './spans.js';
import type { Table } from './table.js';
import { sortedOrder } from './time-order.js';

/** How rows are to be arranged; `day` leaves those of a day in the order of the users. */
export type Arrangement = 'users' | 'time' | 'day';

/** The rows of a table that a block of users contributes, encoded. */
export interface EncodedRows {
  /** What is arranged is in the same memory. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /**
   * Only of rows that are to be arranged, which are in the order of their spans of time and, within a span, of the users: by
   * what, and the length in bytes, of each row in turn.
   */
  readonly arranged?: { readonly keys: Float64Array<ArrayBuffer>; readonly lengths: Uint32Array<ArrayBuffer> };
}

export interface EncodedBlock {
  /** In the order of the tables. */
  readonly tables: readonly EncodedRows[];
  readonly events: number;
  /** How many events were lost on purpose. */
  readonly lost: number;
}

const dayMs = 86_400_000;

/** Makes and encodes users, a block after the other. */
export class BlockEncoder {
  readonly #generate: GenerateUser;
  readonly #encoders: readonly TableEncoder[];

  constructor(generate: GenerateUser, tables: readonly Table[], format: RowFormat, arrangement: Arrangement) {
    this.#generate = generate;
    this.#encoders = tables.map((table) => new TableEncoder(table, format, arrangement));
  }

  /**
   * The users from `first` to before `end`.
   * @param rooms memory to write the rows of each table into, as far as there is enough of it
   */
  encode(first: number, end: number, rooms: readonly ArrayBuffer[] = []): EncodedBlock {
    let events = 0;
    let lost = 0;
    for (let number = first; number < end; number++) {
      const user = this.#generate(number);
      events += user.events.length;
      lost += user.lost;
      for (const encoder of this.#encoders) encoder.add(encoder.table.rowsOf(user));
    }
    return { tables: this.#encoders.map((encoder, index) => encoder.take(rooms[index])), events, lost };
  }
}

class TableEncoder {
  readonly table: Table;
  readonly #encode: (writer: ByteWriter, row: unknown) => void;
  readonly #keyOf: ((row: unknown) => number) | undefined;
  readonly #writer = new ByteWriter(1 << 20);
  readonly #keys = new GrowingNumbers(Float64Array);
  readonly #lengths = new GrowingNumbers(Uint32Array);
  readonly #spans = new GrowingNumbers(Float64Array);
  #rows = 0;

  constructor(table: Table, format: RowFormat, arrangement: Arrangement) {
    this.table = table;
    this.#encode = format.encoder(table);
    this.#keyOf = keyOf(table, arrangement);
  }

  add(rows: readonly unknown[]): void {
    this.#rows += rows.length;
    const keyOf = this.#keyOf;
    const writer = this.#writer;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index];
      const start = writer.length;
      this.#encode(writer, row);
      if (keyOf === undefined) continue;
      this.#keys.push(keyOf(row));
      this.#lengths.push(writer.length - start);
    }
  }

  take(room: ArrayBuffer | undefined): EncodedRows {
    const rows = this.#rows;
    this.#rows = 0;
    if (this.#keyOf === undefined) return { bytes: this.#writer.take(room), rows };
    const writer = this.#writer;
    const keys = this.#keys.take();
    const lengths = this.#lengths.take();
    const arranged = roomForRows(rows, writer.length, room);
    // Only span by span: the rows of a span are put in order when those of all blocks are there.
    const spans = this.#spans.room(rows);
    for (let row = 0; row < rows; row++) spans[row] = spanOf(keys[row] as number);
    arrange({ bytes: writer.bytes, keys, lengths }, sortedOrder(spans), arranged);
    writer.clear();
    const { bytes } = arranged;
    return { bytes, rows, arranged: { keys: arranged.keys, lengths: arranged.lengths } };
  }
}

/** One piece of memory for the rows and what they are arranged by, if possible the one that is there. */
function roomForRows(rows: number, size: number, room: ArrayBuffer | undefined): KeyedRows<ArrayBuffer> {
  const lengthsAt = rows * Float64Array.BYTES_PER_ELEMENT;
  const bytesAt = lengthsAt + rows * Uint32Array.BYTES_PER_ELEMENT;
  const isEnough = room !== undefined && room.byteLength >= bytesAt + size;
  // Other blocks are somewhat larger.
  const memory = isEnough ? room : new ArrayBuffer(Math.ceil((bytesAt + size) * 1.1));
  return {
    keys: new Float64Array(memory, 0, rows),
    lengths: new Uint32Array(memory, lengthsAt, rows),
    bytes: new Uint8Array(memory, bytesAt, size),
  };
}

function keyOf(table: Table, arrangement: Arrangement): ((row: unknown) => number) | undefined {
  const { timeMsOf } = table;
  if (arrangement === 'users' || timeMsOf === undefined) return undefined;
  return arrangement === 'time' ? timeMsOf : (row) => Math.floor(timeMsOf(row) / dayMs) * dayMs;
}
