import type { FormatName } from './formats/index.js';

/** One file of a dataset, as it was written. */
export interface FileRecord {
  /** Below the folder of the dataset, with forward slashes. */
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * What a dataset is, beside it. The same population, seed, options and version give the same manifest: there is no time of
 * day, no path and no number of workers in it.
 */
export interface Manifest {
  /** Of Lapse. */
  readonly version: string;
  readonly population: {
    readonly id: string;
    readonly title: string;
    /** The population itself is beside the data. */
    readonly file: string;
    readonly sha256: string;
  };
  readonly seed: number;
  readonly days: number;
  /** Of the whole dataset, and the slice of them that is here: from `first` to before `end`. */
  readonly users: number;
  readonly shard: { readonly number: number; readonly of: number; readonly first: number; readonly end: number };
  readonly format: FormatName;
  readonly order: 'user' | 'time';
  readonly partition: 'day' | 'none';
  readonly counts: { readonly users: number; readonly events: number; readonly lost: number };
  readonly tables: readonly {
    readonly name: string;
    readonly rows: number;
    readonly columns: readonly string[];
    readonly files: readonly FileRecord[];
  }[];
  /** What describes the data. */
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}
