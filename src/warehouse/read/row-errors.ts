import { closeSync, openSync } from 'node:fs';
import { writeAll } from '../../record/write-all.js';
import { displayPath, InputError } from '../../spec/input-error.js';
import type { ErrorMode } from './column-choice.js';

/** More of them say nothing more. */
const mostShown = 10;

/** Counts the rows that cannot be read, so that none is dropped in silence. */
export class RowErrors {
  /** How many rows there were that could not be read. */
  count = 0;
  /** The first ten, as `file:line: what is wrong`. */
  readonly shown: string[] = [];
  readonly #mode: ErrorMode;
  readonly #file: string | undefined;
  #handle: number | undefined;
  #isSilent = false;

  /** @param file where rows are collected, as lines of JSON */
  constructor(mode: ErrorMode, file?: string) {
    this.#mode = mode;
    this.#file = file;
  }

  /**
   * @param line the number of the line, or of the row where there are no lines
   * @param row what could not be read, where it is at hand
   * @throws InputError when the run is to stop at a malformed row
   */
  add(file: string, line: number, message: string, row: string): void {
    if (this.#isSilent) return;
    const where = `${displayPath(file)}:${line}`;
    if (this.#mode === 'stop') {
      const allowed = 'a row that can be read, or --on-error skip';
      throw new InputError([{ message: `${where}: ${message}`, allowed }]);
    }
    this.count += 1;
    if (this.shown.length < mostShown) this.shown.push(`${where}: ${message}`);
    if (this.#mode !== 'collect' || this.#file === undefined) return;
    this.#handle ??= openSync(this.#file, 'w');
    writeAll(this.#handle, Buffer.from(`${JSON.stringify({ file: displayPath(file), line, error: message, row })}\n`));
  }

  /** Whoever reads the same files once more has told of these rows already. */
  silence(): void {
    this.#isSilent = true;
  }

  /** Starts counting from the beginning, because the files are read from the beginning. */
  restart(): void {
    this.count = 0;
    this.shown.length = 0;
    this.close();
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}
