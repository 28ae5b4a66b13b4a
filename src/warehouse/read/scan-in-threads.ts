import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { CsvScanner } from './csv-scanner.js';
import type { EventColumns, EventSink, EventTexts } from './event-fields.js';
import type { NdjsonScanner } from './ndjson-scanner.js';
import type { RowErrors } from './row-errors.js';
import { ScanThread } from './scan-thread.js';
import type { Stretch } from './scan-worker.js';

/** How a file is shared among threads. */
export interface ThreadShares {
  readonly threadCount: number;
  readonly blockBytes: number;
}

/** What a thread reads while another block of it waits to be taken. */
const blocksPerThread = 2;

/** Most rows end within so many bytes. */
const rowBytes = 16_384;

/** A row that has not ended by then is looked for by whoever reads row by row. */
const longestRow = 1_048_576;

const newline = 0x0a;

interface Reading {
  readonly columns: EventColumns;
  readonly texts: EventTexts;
  readonly errors: Pick<RowErrors, 'add'>;
}

/**
 * Reads the rows of a file from a place on in several threads, and hands over their events in the order of the file, with the
 * codes that a single thread would have given them.
 * @param scanner has read the rows before, and is told of the lines and columns of those that are read here
 * @returns where the row begins from which on the scanner itself has to read; nothing at the end of the file
 */
export async function scanInThreads(
  file: string,
  scanner: CsvScanner | NdjsonScanner,
  from: number,
  { columns, texts, errors }: Reading,
  sink: EventSink,
  { threadCount, blockBytes }: ThreadShares,
): Promise<number | undefined> {
  const { unit } = texts.times;
  const isCsv = 'header' in scanner;
  const header = isCsv ? scanner.header : new Uint8Array(0);
  const setup = { file, format: isCsv ? 'csv' : 'ndjson', header, columns, unit } as const;
  const threads = Array.from({ length: threadCount }, () => new ScanThread(setup, texts));
  const handle = openSync(file, 'r');
  const { size } = fstatSync(handle);
  const stretches = stretchesOf(handle, from, size, blockBytes);
  const begun: { readonly stretch: Stretch; readonly thread: ScanThread }[] = [];
  let place = from;
  let count = 0;
  const begin = (): void => {
    const next = stretches.next();
    const thread = threads[count++ % threadCount];
    if (next.done === true || thread === undefined) return;
    thread.begin(next.value);
    begun.push({ stretch: next.value, thread });
  };
  try {
    for (let index = 0; index < threadCount * blocksPerThread; index++) begin();
    for (let first = begun.shift(); first !== undefined; first = begun.shift()) {
      const block = await first.thread.next();
      if (block === undefined) return place;
      begin();
      for (const { line, message, row } of block.errors) errors.add(file, scanner.line + line, message, row);
      for (const batch of block.batches) sink.take(batch);
      scanner.pass(block.lines, block.seen);
      place = first.stretch.to;
    }
    return place < size ? place : undefined;
  } finally {
    closeSync(handle);
    await Promise.all(threads.map((thread) => thread.close()));
  }
}

/**
 * Stretches of whole lines, one after the other. They are whole rows as well, if no row goes on over several lines where one
 * ends, which whoever reads them sees. There are none from a row on that is longer than any that is common.
 */
function* stretchesOf(handle: number, from: number, size: number, blockBytes: number): Generator<Stretch, void> {
  const bytes = Buffer.allocUnsafe(rowBytes);
  const endAfter = (place: number): number | undefined => {
    for (let at = place; at < Math.min(size, place + longestRow); ) {
      const length = readSync(handle, bytes, 0, rowBytes, at);
      const found = bytes.subarray(0, length).indexOf(newline);
      if (found !== -1) return at + found + 1;
      if (length === 0) return undefined;
      at += length;
    }
    return size - place <= longestRow ? size : undefined;
  };
  for (let at = from; at < size; ) {
    const to = at + blockBytes >= size ? size : endAfter(at + blockBytes);
    if (to === undefined) return;
    yield { from: at, to };
    at = to;
  }
}
