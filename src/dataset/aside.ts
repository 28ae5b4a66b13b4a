import { closeSync, openSync, rmSync } from 'node:fs';
import { writeAll } from '../record/write-all.js';
import type { EncodedRows } from './block.js';
import type { ArrangeJob, Piece } from './jobs.js';
import { spanMs, spanOf, spansOfDay } from './spans.js';

/** What is put in order at once, in bytes: much enough to be quick, little enough to be held by several workers. */
const groupBytes = 12 * 1_048_576;

const bytesOfKey = 8;
const bytesOfLength = 4;

/** Rows of some spans of time that are put in order together. */
export interface Group extends ArrangeJob {
  /** When the first span begins, in milliseconds since the epoch. */
  readonly startMs: number;
}

/** Where the rows of one block are, span by span: numbers side by side, for there are millions of them. */
interface Block {
  readonly at: number;
  readonly bytes: number;
  readonly rows: number;
  /** The number of the span, below 0 before 1970, how many rows, how many bytes; for each span in turn. */
  readonly spans: Float64Array;
  /** How far the spans have been taken, and the rows and bytes of those. */
  taken: number;
  rowsTaken: number;
  bytesTaken: number;
}

/**
 * Rows that are put aside in a file until all are there, to be put in order span by span. That sorts any amount in bounded
 * memory, and nothing has to be read or compared but one number for each row.
 */
export class AsideRows {
  readonly #file: string;
  readonly #table: number;
  readonly #keepsDaysApart: boolean;
  readonly #handle: number;
  readonly #blocks: Block[] = [];
  readonly #spans = new Set<number>();
  #position = 0;

  /**
   * @param table the number of the table that the rows are of
   * @param keepsDaysApart whether each day has a file of its own
   */
  constructor(file: string, table: number, keepsDaysApart: boolean) {
    this.#file = file;
    this.#table = table;
    this.#keepsDaysApart = keepsDaysApart;
    this.#handle = openSync(file, 'w');
  }

  /** Rows that a block has in the order of their spans; blocks come in the order of the users. */
  add({ bytes, rows, arranged }: EncodedRows): void {
    if (arranged === undefined || rows === 0) return;
    const { keys, lengths } = arranged;
    const spans: number[] = [];
    for (let row = 0; row < rows; ) {
      const span = spanOf(keys[row] as number);
      const first = row;
      let size = 0;
      do size += lengths[row++] as number;
      while (row < rows && spanOf(keys[row] as number) === span);
      spans.push(span, row - first, size);
      this.#spans.add(span);
    }
    const counts = { taken: 0, rowsTaken: 0, bytesTaken: 0 };
    this.#blocks.push({
      at: this.#position,
      bytes: bytes.length,
      rows,
      spans: Float64Array.from(spans),
      ...counts,
    });
    for (const data of [bytes, keys, lengths]) {
      writeAll(this.#handle, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      this.#position += data.byteLength;
    }
  }

  /**
   * All rows, once, in groups that follow each other in time; where days are kept apart, none has rows of two.
   * @throws Error if not all that was added has been found again, rather than leave a row out
   */
  *groups(): Generator<Group> {
    let pieces = new Map<Block, Piece>();
    let bytes = 0;
    let startSpan = 0;
    // In the order of the blocks, that is of the users.
    const group = (): Group => ({
      kind: 'arrange',
      table: this.#table,
      file: this.#file,
      pieces: this.#blocks.flatMap((block) => pieces.get(block) ?? []),
      startMs: startSpan * spanMs,
    });
    for (const span of [...this.#spans].sort((a, b) => a - b)) {
      const own = this.#blocks.flatMap((block) => pieceOf(block, span) ?? []);
      const ownBytes = own.reduce((sum, { piece }) => sum + piece.bytes, 0);
      const isOtherDay = this.#keepsDaysApart && Math.floor(span / spansOfDay) !== Math.floor(startSpan / spansOfDay);
      if (pieces.size > 0 && (bytes + ownBytes > groupBytes || isOtherDay)) {
        yield group();
        pieces = new Map();
        bytes = 0;
      }
      if (pieces.size === 0) startSpan = span;
      for (const { block, piece } of own) pieces.set(block, joined(pieces.get(block), piece));
      bytes += ownBytes;
    }
    if (pieces.size > 0) yield group();
    const left = this.#blocks.reduce((sum, { rows, rowsTaken }) => sum + rows - rowsTaken, 0);
    if (left > 0) throw new Error(`${left} rows that were put aside are not found again`);
  }

  remove(): void {
    closeSync(this.#handle);
    rmSync(this.#file, { force: true });
  }
}

/** The rows of the block in the span, which is the next of all spans. */
function pieceOf(block: Block, span: number): { readonly block: Block; readonly piece: Piece } | undefined {
  const { at, bytes, rows, spans, taken, rowsTaken, bytesTaken } = block;
  if (spans[taken] !== span) return undefined;
  const ownRows = spans[taken + 1] as number;
  const ownBytes = spans[taken + 2] as number;
  block.taken += 3;
  block.rowsTaken += ownRows;
  block.bytesTaken += ownBytes;
  const piece = {
    rows: ownRows,
    bytes: ownBytes,
    bytesAt: at + bytesTaken,
    keysAt: at + bytes + rowsTaken * bytesOfKey,
    lengthsAt: at + bytes + rows * bytesOfKey + rowsTaken * bytesOfLength,
  };
  return { block, piece };
}

/** Spans that follow each other in a block stand side by side in the file, and are read at once. */
function joined(before: Piece | undefined, piece: Piece): Piece {
  if (before === undefined) return piece;
  return { ...before, rows: before.rows + piece.rows, bytes: before.bytes + piece.bytes };
}
