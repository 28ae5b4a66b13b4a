import type { TextColumn, TimeUnit } from './column-choice.js';
import { CsvScanner } from './csv-scanner.js';
import { type EventBatch, newBatch } from './event-batch.js';
import { type EventColumns, EventFields, EventTexts } from './event-fields.js';
import type { InputFormat } from './input-files.js';
import { NdjsonScanner } from './ndjson-scanner.js';
import type { TextDictionary } from './text-dictionary.js';

const newline = 0x0a;

/** What has to be known of a file before any part of it can be read. */
export interface BlockSetup {
  readonly file: string;
  readonly format: Exclude<InputFormat, 'parquet'>;
  /** The first row of CSV. */
  readonly header: Uint8Array;
  readonly columns: EventColumns;
  /** Of the times, if it was found out. */
  readonly unit: TimeUnit | undefined;
}

/** Texts that have come since the block before, in their order. */
export interface NewTexts {
  readonly bytes: Uint8Array;
  /** Where each of them ends. */
  readonly ends: Int32Array;
}

/** A row that could not be read. */
export interface BlockError {
  /** Counted from the beginning of the block, from 0. */
  readonly line: number;
  readonly message: string;
  readonly row: string;
}

/** The events of a block; their texts have the codes of the scanner that has read it. */
export interface ScannedBlock {
  readonly batches: readonly EventBatch[];
  readonly errors: readonly BlockError[];
  readonly lines: number;
  /** Whether a column was in any row so far. */
  readonly seen: Uint8Array;
  readonly users: NewTexts;
  readonly texts: ReadonlyMap<TextColumn, NewTexts>;
}

/**
 * Reads blocks of rows, of which others are between them that it never sees. A block is taken to begin with a row, which it
 * does if the one before ends with one.
 */
export class BlockScanner {
  readonly #texts: EventTexts;
  readonly #fields: EventFields;
  readonly #scanner: CsvScanner | NdjsonScanner;
  #batches: EventBatch[] = [];
  #errors: BlockError[] = [];
  #firstLine = 1;

  constructor({ file, format, header, columns, unit }: BlockSetup) {
    this.#texts = new EventTexts(columns);
    this.#texts.times.adopt(unit);
    const errors = {
      add: (_: string, line: number, message: string, row: string): void => {
        this.#errors.push({ line: line - this.#firstLine, message, row });
      },
    };
    this.#fields = new EventFields(columns, this.#texts, errors, {
      take: (batch) => {
        this.#batches.push(batch);
        return newBatch(this.#texts.has);
      },
    });
    this.#scanner = format === 'csv' ? new CsvScanner(file, this.#fields) : new NdjsonScanner(file, this.#fields);
    if (header.length > 0) this.#scanner.scan(Buffer.from(header), 0, header.length, false);
  }

  /**
   * Reads the rows of a block.
   * @returns nothing where the block is not what it was taken for: it ends within quotation marks, so that no row ends with
   * it, or it has the first number among times of another kind, which says of what unit all are
   */
  scan(bytes: Buffer): ScannedBlock | undefined {
    this.#batches = [];
    this.#errors = [];
    this.#firstLine = this.#scanner.line;
    const { unit } = this.#texts.times;
    const users = this.#texts.users.size;
    const sizes = new Map([...this.#texts.texts].map(([column, { size }]) => [column, size]));
    const done = this.#scanner.scan(bytes, 0, bytes.length, bytes[bytes.length - 1] !== newline);
    this.#fields.flush();
    if (done < bytes.length || this.#texts.times.unit !== unit) return undefined;
    return {
      batches: this.#batches,
      errors: this.#errors,
      lines: this.#scanner.line - this.#firstLine,
      seen: this.#scanner instanceof NdjsonScanner ? this.#scanner.seen.slice() : new Uint8Array(0),
      users: textsAfter(this.#texts.users, users),
      texts: new Map([...this.#texts.texts].map(([column, all]) => [column, textsAfter(all, sizes.get(column) ?? 0)])),
    };
  }
}

function textsAfter(dictionary: TextDictionary, code: number): NewTexts {
  const count = dictionary.size - code;
  if (count === 0) return { bytes: new Uint8Array(0), ends: new Int32Array(0) };
  const start = dictionary.startOf(code + 1);
  const bytes = Uint8Array.from(dictionary.bytes.subarray(start, dictionary.endOf(dictionary.size)));
  return { bytes, ends: Int32Array.from({ length: count }, (_, at) => dictionary.endOf(code + 1 + at) - start) };
}
