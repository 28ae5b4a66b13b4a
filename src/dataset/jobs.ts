import type { Arrangement, EncodedBlock } from './block.js';
import type { ColumnChunk } from './parquet/column-chunk.js';
import type { Population } from './population.js';
import type { GenerateOptions } from './rows.js';
import type { ChosenTables } from './tables.js';

/** What a worker knows when it starts. */
export interface WorkerBeginning {
  /** A module that exports `userGenerator`, as `generate-user.ts` does; as an address, `file:…`. */
  readonly generator: string;
}

/** What a worker is told before its first job. */
export interface WorkerSetup {
  readonly population: Population;
  readonly options: GenerateOptions;
  readonly shape: DatasetShape;
}

/** What decides which rows are written, and how. */
export interface DatasetShape extends ChosenTables {
  /** How rows are encoded, by the id of the format. */
  readonly encoding: string;
  readonly arrangement: Arrangement;
  /** Of the events and the other tables; absent, all. */
  readonly columns: readonly string[] | undefined;
}

/** The users from `first` to before `end` are made and encoded. */
export interface MakeJob {
  readonly kind: 'make';
  readonly first: number;
  readonly end: number;
}

/** Rows that were put aside are put in order. */
export interface ArrangeJob {
  readonly kind: 'arrange';
  /** The number of their table. */
  readonly table: number;
  readonly file: string;
  readonly pieces: readonly Piece[];
}

/** Rows that stand together in a file, those of one block and one span of time. */
export interface Piece {
  readonly rows: number;
  /** Where the bytes, the keys and the lengths of the rows begin in the file. */
  readonly bytesAt: number;
  readonly bytes: number;
  readonly keysAt: number;
  readonly lengthsAt: number;
}

export interface ArrangedRows {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** Only where the rows have become columns. */
  readonly chunks?: readonly ColumnChunk[];
}

export interface Replies {
  readonly make: EncodedBlock;
  readonly arrange: ArrangedRows;
}

export type Job = MakeJob | ArrangeJob;

/** What a worker is sent for each job. */
export interface Task {
  readonly job: Job;
  /** Memory of earlier results to write the new ones into, for each table or for the rows; there may be none. */
  readonly rooms: readonly ArrayBuffer[];
}
export type ReplyTo<J extends Job> = Replies[J['kind']];
