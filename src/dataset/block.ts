import { ByteWriter } from '../record/byte-writer.js';
import { arrange } from './arrange.js';
import type { RowFormat } from './formats/row-format.js';
import type { GenerateUser } from './rows.js';
import { spanOf } from './spans.js';
import type { Table } from './table.js';
import { sortedOrder } from './time-order.js';

/** How rows are to be arranged; `day` leaves those of a day in the order of the users. */
export type Arrangement = 'users' | 'time' | 'day';

/** The rows of a table that a block of users contributes, encoded. */
export interface EncodedRows {
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

  /** The users from `first` to before `end`. */
  encode(first: number, end: number): EncodedBlock {
    let events = 0;
    let lost = 0;
    for (let number = first; number < end; number++) {
      const user = this.#generate(number);
      events += user.events.length;
      lost += user.lost;
      for (const encoder of this.#encoders) encoder.add(encoder.table.rowsOf(user));
    }
    return { tables: this.#encoders.map((encoder) => encoder.take()), events, lost };
  }
}

class TableEncoder {
  readonly table: Table;
  readonly #encode: (writer: ByteWriter, row: unknown) => void;
  readonly #keyOf: ((row: unknown) => number) | undefined;
  readonly #writer = new ByteWriter(1 << 20);
  #rows = 0;
  #keys: number[] = [];
  #ends: number[] = [];

  constructor(table: Table, format: RowFormat, arrangement: Arrangement) {
    this.table = table;
    this.#encode = format.encoder(table);
    this.#keyOf = keyOf(table, arrangement);
  }

  add(rows: readonly unknown[]): void {
    this.#rows += rows.length;
    const keyOf = this.#keyOf;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index];
      this.#encode(this.#writer, row);
      if (keyOf === undefined) continue;
      this.#keys.push(keyOf(row));
      this.#ends.push(this.#writer.length);
    }
  }

  take(): EncodedRows {
    const rows = this.#rows;
    const bytes = this.#writer.take();
    this.#rows = 0;
    if (this.#keyOf === undefined) return { bytes, rows };
    const lengths = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      lengths[row] = (this.#ends[row] as number) - (row === 0 ? 0 : (this.#ends[row - 1] as number));
    }
    const keys = Float64Array.from(this.#keys);
    // Only span by span: the rows of a span are put in order when those of all blocks are there.
    const arranged = arrange({ bytes, keys, lengths }, sortedOrder(keys.map(spanOf)));
    this.#keys = [];
    this.#ends = [];
    return { bytes: arranged.bytes, rows, arranged: { keys: arranged.keys, lengths: arranged.lengths } };
  }
}

function keyOf(table: Table, arrangement: Arrangement): ((row: unknown) => number) | undefined {
  const { timeMsOf } = table;
  if (arrangement === 'users' || timeMsOf === undefined) return undefined;
  return arrangement === 'time' ? timeMsOf : (row) => Math.floor(timeMsOf(row) / dayMs) * dayMs;
}
