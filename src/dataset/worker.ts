import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { takeMessages } from '../time/host-thread.js';
import { arrangeWithin, startsOf } from './arrange.js';
import { BlockEncoder } from './block.js';
import type { FaultOf } from './cohort-plan.js';
import { binary } from './formats/binary.js';
import { rowFormat } from './formats/index.js';
import { GrowingNumbers } from './growing-numbers.js';
import type { ArrangedRows, ArrangeJob, Piece, Task, WorkerBeginning, WorkerSetup } from './jobs.js';
import { RowGroupEncoder } from './parquet/row-group.js';
import type { Population } from './population.js';
import type { GenerateOptions, GenerateUser, RowsWanted } from './rows.js';
import { shapedTables } from './shaped-tables.js';
import { sortedOrder } from './time-order.js';

const { generator }: WorkerBeginning = workerData;
const { userGenerator }: GeneratorModule = await import(generator);

interface GeneratorModule {
  userGenerator(
    population: Population,
    options: GenerateOptions,
    wanted: RowsWanted,
    faultOf: FaultOf | undefined,
  ): GenerateUser;
}

let work: Promise<(task: Task) => void> | undefined;

takeMessages(async (message: WorkerSetup | Task) => {
  if ('job' in message) (await work)?.(message);
  else work = prepared(message);
});

async function prepared({ population, options, shape }: WorkerSetup): Promise<(task: Task) => void> {
  const faultOf = population.dirt.fault.id === undefined ? undefined : (await import('./faults.js')).sdkFault;
  const onlyEvents = shape.tables.every((table) => table === 'events' || table === 'messages');
  const tables = shapedTables(population, shape);
  const encoder = new BlockEncoder(
    userGenerator(population, options, { onlyEvents, oneAtATime: true }, faultOf),
    tables,
    rowFormat(shape.encoding),
    shape.arrangement,
  );
  /** Of each table, where rows are to become columns. */
  const rowGroups = shape.encoding === binary.id ? tables.map(({ columns }) => new RowGroupEncoder(columns)) : [];
  return ({ job, rooms }) => {
    if (job.kind === 'make') {
      const block = encoder.encode(job.first, job.end, rooms);
      parentPort?.postMessage(
        block,
        block.tables.map(({ bytes }) => bytes.buffer),
      );
    } else {
      const rows = arrangeRows(job, rooms[0], rowGroups[job.table]);
      parentPort?.postMessage(rows, [rows.bytes.buffer]);
    }
  };
}

/** Rows and what they are arranged by, while they are: the same memory for one group after the other. */
const scratch = {
  keys: new GrowingNumbers(Float64Array),
  lengths: new GrowingNumbers(Uint32Array),
  bytes: new GrowingNumbers(Uint8Array),
};

/** Pieces come in the order of the users, so that rows of one instant stay in it. */
function arrangeRows(
  { file, pieces }: ArrangeJob,
  room: ArrayBuffer | undefined,
  group: RowGroupEncoder | undefined,
): ArrangedRows {
  const total = (of: (piece: Piece) => number): number => pieces.reduce((sum, piece) => sum + of(piece), 0);
  const rows = total((piece) => piece.rows);
  const size = total((piece) => piece.bytes);
  const keys = scratch.keys.room(rows);
  const lengths = scratch.lengths.room(rows);
  const handle = openSync(file, 'r');
  try {
    let rowsTo = 0;
    for (const piece of pieces) {
      readInto(handle, keys.subarray(rowsTo, rowsTo + piece.rows), piece.keysAt);
      readInto(handle, lengths.subarray(rowsTo, rowsTo + piece.rows), piece.lengthsAt);
      rowsTo += piece.rows;
    }
    const readBytes = (to: Uint8Array): void => {
      let bytesTo = 0;
      for (const piece of pieces) {
        readInto(handle, to.subarray(bytesTo, bytesTo + piece.bytes), piece.bytesAt);
        bytesTo += piece.bytes;
      }
    };
    const order = sortedOrder(keys);
    if (group !== undefined) {
      const bytes = scratch.bytes.room(size);
      readBytes(bytes);
      return inColumns(group, bytes, lengths, order, room);
    }
    // Rows of a day that stay in the order of the users are in it already, and may be many.
    const isInOrder = order.every((row, place) => row === place);
    // With memory of its own, as it may wait for a while.
    const arranged = new Uint8Array(
      room !== undefined && room.byteLength >= size ? room : new ArrayBuffer(size),
      0,
      size,
    );
    const bytes = isInOrder ? arranged : scratch.bytes.room(2 * size);
    readBytes(bytes.subarray(0, size));
    if (!isInOrder) arranged.set(arrangeWithin(bytes, lengths, order));
    return { bytes: arranged, rows };
  } finally {
    closeSync(handle);
  }
}

/** Rows are not moved to their places, but taken in their order, column by column. */
function inColumns(
  group: RowGroupEncoder,
  bytes: Uint8Array,
  lengths: Uint32Array,
  order: Uint32Array,
  room: ArrayBuffer | undefined,
): ArrangedRows {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = startsOf(lengths);
  for (let place = 0; place < order.length; place++) group.add(view, starts[order[place] as number] as number);
  return group.take(room);
}

function readInto(handle: number, target: NodeJS.ArrayBufferView, position: number): void {
  let done = 0;
  while (done < target.byteLength) {
    const read = readSync(handle, target, done, target.byteLength - done, position + done);
    if (read === 0) throw new Error('what was put aside to be arranged has become shorter');
    done += read;
  }
}
