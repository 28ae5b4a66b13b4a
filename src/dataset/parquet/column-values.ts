import { ByteWriter } from '../../record/byte-writer.js';
import type { Column, ColumnType } from '../columns.js';
import { noBoolean, noText } from '../formats/binary.js';

/** The values of one column of a group of rows, and which rows have one. */
export class ColumnValues {
  readonly type: ColumnType;
  readonly isUnique: boolean;
  /** As `PLAIN` of Parquet has them, but for truth values, which are a byte each. */
  readonly plain = new ByteWriter();
  /** How many there are. */
  count = 0;
  /** Of each row, whether it has a value. */
  readonly present = new ByteWriter();
  /** The least and the greatest of numbers. */
  least = Number.POSITIVE_INFINITY;
  most = Number.NEGATIVE_INFINITY;

  constructor({ type, isUnique }: Pick<Column<never>, 'type' | 'isUnique'>) {
    this.type = type;
    this.isUnique = isUnique === true;
  }

  clear(): void {
    this.plain.clear();
    this.present.clear();
    this.count = 0;
    this.least = Number.POSITIVE_INFINITY;
    this.most = Number.NEGATIVE_INFINITY;
  }

  /**
   * Takes the field of one row, as `binary.ts` has written it.
   * @returns where it ends
   */
  add(rows: DataView, at: number): number {
    switch (this.type) {
      case 'text':
        return this.#addText(rows, at);
      case 'boolean':
        return this.#addBoolean(rows, at);
      default:
        return this.#addNumber(rows, at);
    }
  }

  #addText(rows: DataView, at: number): number {
    const length = rows.getInt32(at, true);
    if (length === noText) {
      this.present.byte(0);
      return at + 4;
    }
    this.present.byte(1);
    this.count += 1;
    this.plain.copy(rows, at, 4 + length);
    return at + 4 + length;
  }

  #addBoolean(rows: DataView, at: number): number {
    const value = rows.getUint8(at);
    this.present.byte(value === noBoolean ? 0 : 1);
    if (value !== noBoolean) {
      this.plain.byte(value);
      this.count += 1;
    }
    return at + 1;
  }

  #addNumber(rows: DataView, at: number): number {
    const value = rows.getFloat64(at, true);
    if (Number.isNaN(value)) {
      this.present.byte(0);
      return at + 8;
    }
    this.present.byte(1);
    this.count += 1;
    // Parquet has microseconds since the epoch.
    const number = this.type === 'timestamp' ? value * 1_000 : value;
    if (number < this.least) this.least = number;
    if (number > this.most) this.most = number;
    if (this.type === 'number') this.plain.double(number);
    else this.plain.int64(number);
    return at + 8;
  }
}
