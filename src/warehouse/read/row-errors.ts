import { closeSync } from 'node:fs';
import { writeAll } from '../../record/write-all.js';
import { InputError } from '../../spec/input-error.js';
import { openAside, putInPlace, removeAside } from '../aside-file.js';
import type { ErrorMode } from './column-choice.js';
import { shownFile } from './shown-file.js';

/** More of them say nothing more. */
const mostShown = 10;

/** Counts the rows that cannot be read, so that none is dropped in silence. */
export class RowErrors {
  /** How many rows there were that could not be read. */
  count = 0;
  /** The first ten, as `file:line: what is wrong`. */
  readonly shown: string[] = [];
  /** What is no fault of a row and may be a slip, each once. */
  readonly warnings = new Set<string>();
  readonly #mode: ErrorMode;
  readonly #file: string | undefined;
  #handle: number | undefined;
  #isSilent = false;

  /**
   * @param file where rows are collected, as lines of JSON; it is in its place when all have been read
   * @throws InputError when it cannot be written
   */
  constructor(mode: ErrorMode, file?: string) {
    this.#mode = mode;
    this.#file = mode === 'collect' ? file : undefined;
    this.#open();
  }

  /**
   * @param line the number of the line, or of the row where there are no lines
   * @param row what could not be read, where it is at hand
   * @throws InputError when the run is to stop at a malformed row
   */
  add(file: string, line: number, message: string, row: string): void {
    if (this.#isSilent) return;
    const where = `${shownFile(file)}:${line}`;
    if (this.#mode === 'stop') {
      const allowed = 'a row that can be read, or --on-error skip';
      throw new InputError([{ message: `${where}: ${message}`, allowed }]);
    }
    this.count += 1;
    if (this.shown.length < mostShown) this.shown.push(`${where}: ${message}`);
    if (this.#handle === undefined) return;
    writeAll(this.#handle, Buffer.from(`${JSON.stringify({ file: shownFile(file), line, error: message, row })}\n`));
  }

  warn(message: string): void {
    if (!this.#isSilent) this.warnings.add(message);
  }

  /** Whoever reads the same files once more has told of these rows already. */
  silence(): void {
    this.#isSilent = true;
  }

  /** Starts counting from the beginning, because the files are read from the beginning. */
  restart(): void {
    this.count = 0;
    this.shown.length = 0;
    this.abandon();
    this.#open();
  }

  /** Puts the file into its place, which is empty if all rows could be read. */
  close(): void {
    if (this.#handle === undefined || this.#file === undefined) return;
    closeSync(this.#handle);
    this.#handle = undefined;
    putInPlace(this.#file);
  }

  /** Leaves nothing behind of what is not whole; after `close` it does nothing. */
  abandon(): void {
    if (this.#handle === undefined || this.#file === undefined) return;
    closeSync(this.#handle);
    this.#handle = undefined;
    removeAside(this.#file);
  }

  #open(): void {
    if (this.#file !== undefined) this.#handle = openAside(this.#file);
  }
}
