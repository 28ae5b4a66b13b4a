import { didYouMean, InputError } from '../../spec/input-error.js';
import type { EventColumns } from './event-fields.js';
import type { InputFile } from './input-files.js';
import { shownFile } from './shown-file.js';

/**
 * The columns that no file has had so far. Each file needs the time and one of the columns of the user; what else is asked for
 * may be missing from some files, in which it is empty. A column that no header has is a slip in its name. Rows of NDJSON
 * leave out what they do not have, and so may all files of a quiet day: of these it is only said.
 */
export class UnseenColumns {
  readonly #columns: EventColumns;
  readonly #unseen: Set<string>;
  readonly #areAllHeaded: boolean;
  #filesLeft: number;
  /** Of the objects of the last file that had any. */
  #keys: readonly string[] = [];
  #file = '';

  constructor(columns: EventColumns, files: readonly InputFile[]) {
    this.#columns = columns;
    this.#unseen = new Set([...columns.user, columns.time, ...columns.texts.values()]);
    this.#areAllHeaded = files.every(({ format }) => format !== 'ndjson');
    this.#filesLeft = files.length;
  }

  /**
   * Told of the columns of a file before its rows are read.
   * @throws InputError for a file without the time or a user, and for the last of files with headers if none has a column
   */
  header(file: string, names: readonly string[]): void {
    const { user, time } = this.#columns;
    const has = new Set(names);
    for (const name of names) this.#unseen.delete(name);
    if (user.every((name) => !has.has(name))) throw missing(file, user, names);
    if (!has.has(time)) throw missing(file, [time], names);
    this.#filesLeft -= 1;
    if (this.#filesLeft > 0 || !this.#areAllHeaded) return;
    for (const name of this.#unseen) throw missing(file, [name], names);
  }

  /** Told of what the rows of a file had, or those that have been read of it. */
  rows(file: string, { names, seen, keys }: SeenKeys): void {
    // Where no row is an object, that is what is wrong.
    if (keys.length === 0) return;
    for (const [place, name] of names.entries()) if (seen[place] === 1) this.#unseen.delete(name);
    this.#keys = keys;
    this.#file = file;
  }

  /**
   * @param line up to which the last file has been read, if not to its end
   * @throws InputError if no row of any file has had the time, or one of the columns of the user
   */
  refuseNeeded(line?: number): void {
    if (this.#file === '') return;
    const { user, time } = this.#columns;
    if (user.every((name) => this.#unseen.has(name))) throw this.#slip(user, line);
    if (this.#unseen.has(time)) throw this.#slip([time], line);
  }

  /** What may be a slip, in a sentence each. @throws InputError as `refuseNeeded` */
  warnings(): readonly string[] {
    this.refuseNeeded();
    if (this.#file === '') return [];
    return [...this.#unseen].map((name) => {
      return `no row has ${JSON.stringify(name)}${didYouMean(name, this.#keys)}: it is taken to be empty`;
    });
  }

  #slip(names: readonly string[], line?: number): InputError {
    const rows = `${shownFile(this.#file)}${line === undefined ? '' : ` up to line ${line}`}`;
    const [first = ''] = names;
    const message = `no row of ${rows} has ${named(names)}${didYouMean(first, this.#keys)}`;
    return new InputError([{ message, allowed: `a key of the objects: ${this.#keys.join(', ')}` }]);
  }
}

/** What a reader of objects has met. */
export interface SeenKeys {
  /** The columns that are looked at. */
  readonly names: readonly string[];
  /** For each of them, whether a row had it. */
  readonly seen: Uint8Array;
  /** Those of one row. */
  readonly keys: readonly string[];
}

function missing(file: string, wanted: readonly string[], names: readonly string[]): InputError {
  const [first = ''] = wanted;
  const message = `${shownFile(file)} has no column ${named(wanted)}${didYouMean(first, names)}`;
  return new InputError([{ message, allowed: names.join(', ') }]);
}

function named(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(' or ');
}
