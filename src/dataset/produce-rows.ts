import { AsideRows } from './aside.js';
import type { Arrangement, EncodedBlock } from './block.js';
import type { FormatName } from './formats/index.js';
import type { ArrangedRows, DatasetShape, MakeJob } from './jobs.js';
import type { Population } from './population.js';
import type { GenerateOptions } from './rows.js';
import { shapedTables } from './shaped-tables.js';
import type { Table } from './table.js';
import type { ChosenTables } from './tables.js';
import { WorkerPool } from './worker-pool.js';

/** All that decides the rows of a dataset, and how many threads make them. */
export interface RowsRequest extends ChosenTables {
  readonly population: Population;
  readonly options: GenerateOptions;
  /** A module that exports `userGenerator`, as an address, `file:…`. */
  readonly generator: string;
  readonly users: number;
  /** Of the users, the slice `number` of `of`, counted from 1. */
  readonly shard: { readonly number: number; readonly of: number };
  readonly format: FormatName;
  /** Of each table; absent, all. */
  readonly columns: readonly string[] | undefined;
  readonly order: 'user' | 'time';
  readonly partition: 'day' | 'none';
  readonly jobs: number;
  readonly onProgress?: (progress: GenerateProgress) => void;
}

export interface GenerateProgress {
  readonly users: number;
  readonly of: number;
  readonly events: number;
  readonly phase: 'making' | 'arranging';
}

export interface Counts {
  users: number;
  events: number;
  /** Events that were lost on purpose. */
  lost: number;
}

/** Takes the rows of one table, in their order. */
export interface RowSink {
  /** Whether it has no more to do with the bytes once they are written, so that their memory can be used again. */
  readonly keepsNoBytes: boolean;
  write(rows: FinishedRows): void | Promise<void>;
}

/** Rows that are in their order. */
export interface FinishedRows extends ArrangedRows {
  /** Of rows that have been arranged: the hour of the first of them; of a partition by day, all are of its day. */
  readonly startMs?: number;
}

export function shapeOf(request: RowsRequest): DatasetShape {
  return {
    tables: request.tables,
    splitTables: request.splitTables,
    columns: request.columns,
    encoding: request.format === 'parquet' ? 'binary' : request.format,
    arrangement: arrangementOf(request),
  };
}

function arrangementOf({ order, partition }: RowsRequest): Arrangement {
  if (order === 'time') return 'time';
  return partition === 'day' ? 'day' : 'users';
}

/** The users of a shard: shards differ by one user at most, and follow each other. */
export function usersOf({ users, shard }: Pick<RowsRequest, 'users' | 'shard'>): { first: number; end: number } {
  return {
    first: Math.floor((users * (shard.number - 1)) / shard.of),
    end: Math.floor((users * shard.number) / shard.of),
  };
}

export function tablesOfRequest(request: RowsRequest): Table[] {
  return shapedTables(request.population, shapeOf(request));
}

/**
 * Makes the rows of all tables and hands them to the sinks, one for each table. Memory is bounded, whatever the number of
 * users: what has to be arranged is put aside in files.
 * @param asideFile where to put the rows of a table aside
 * @param pool the threads, if they have been started already; they are ended in any case
 */
export async function produceRows(
  request: RowsRequest,
  sinks: readonly RowSink[],
  asideFile: (table: number) => string,
  pool = new WorkerPool(request.jobs, request.generator),
): Promise<Counts> {
  const shape = shapeOf(request);
  const asides = tablesOfRequest(request).map(({ timeMsOf }, index) =>
    shape.arrangement === 'users' || timeMsOf === undefined
      ? undefined
      : new AsideRows(asideFile(index), index, request.partition === 'day'),
  );
  const keepNoBytes = sinks.every((sink) => sink.keepsNoBytes);
  const counts: Counts = { users: 0, events: 0, lost: 0 };
  const { first, end } = usersOf(request);
  const tell = (phase: GenerateProgress['phase']): void =>
    request.onProgress?.({ users: counts.users, of: end - first, events: counts.events, phase });
  const { population, options } = request;
  try {
    pool.setUp({ population, options, shape });
    const size = new BlockSize(shape.arrangement === 'users' ? smallBlock : largeBlock);
    for await (const [job, block] of pool.inOrder(blocks(first, end, size))) {
      size.learn(job, block);
      counts.users += job.end - job.first;
      counts.events += block.events;
      counts.lost += block.lost;
      for (const [index, rows] of block.tables.entries()) {
        const aside = asides[index];
        if (aside === undefined) await sinks[index]?.write({ bytes: rows.bytes, rows: rows.rows });
        else aside.add(rows);
      }
      if (keepNoBytes) pool.giveBack(block.tables.map(({ bytes }) => bytes.buffer));
      tell('making');
    }
    for (const [index, aside] of asides.entries()) {
      if (aside === undefined) continue;
      for await (const [group, rows] of pool.inOrder(aside.groups())) {
        await sinks[index]?.write({ ...rows, startMs: group.startMs });
        if (keepNoBytes) pool.giveBack([rows.bytes.buffer]);
        tell('arranging');
      }
      aside.remove();
    }
  } finally {
    await pool.close();
  }
  return counts;
}

const megabyte = 1_048_576;

/** In bytes of all tables: what is written at once. */
const smallBlock = 2 * megabyte;

/** What is put aside at once: the more rows, the fewer pieces there are to be put together. */
const largeBlock = 16 * megabyte;

/** Few enough to be quick, whatever the users do. */
const firstUsers = 64;
const mostUsers = 65_536;

/** How many users make a block of so many bytes. How they are cut into blocks changes nothing in what is written. */
class BlockSize {
  users = firstUsers;
  readonly #bytes: number;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  learn({ first, end }: MakeJob, { tables }: EncodedBlock): void {
    const bytes = tables.reduce((sum, table) => sum + table.bytes.length, 0);
    const fitting = Math.floor((this.#bytes * (end - first)) / Math.max(bytes, 1));
    this.users = Math.max(1, Math.min(fitting, this.users * 8, mostUsers));
  }
}

function* blocks(first: number, end: number, size: BlockSize): Generator<MakeJob> {
  for (let user = first; user < end; ) {
    const next = Math.min(user + size.users, end);
    yield { kind: 'make', first: user, end: next };
    user = next;
  }
}
