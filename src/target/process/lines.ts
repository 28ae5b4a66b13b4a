/** Cuts what is read, piece by piece, into lines, and never holds more than one of them. */
export class Lines {
  readonly #maximumBytes: number;
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** @param maximumBytes of one line; `take` says so when one is longer */
  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes;
  }

  /** What has been read of a line that has not ended yet. */
  get unfinished(): string {
    return Buffer.concat(this.#pieces).toString('utf8');
  }

  /**
   * The lines that this piece completes, without their ends.
   * @returns `'too long'` if one of them, or what has come of the next, is longer than the limit; nothing of it is kept
   */
  take(piece: Buffer): string[] | 'too long' {
    const lines: string[] = [];
    let from = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      if (!this.#keep(piece.subarray(from, end))) return 'too long';
      lines.push(this.unfinished.replace(/\r$/, ''));
      this.#forget();
      from = end + 1;
    }
    return this.#keep(piece.subarray(from)) ? lines : 'too long';
  }

  #keep(part: Buffer): boolean {
    this.#bytes += part.length;
    if (this.#bytes > this.#maximumBytes) {
      this.#forget();
      return false;
    }
    if (part.length > 0) this.#pieces.push(part);
    return true;
  }

  #forget(): void {
    this.#pieces = [];
    this.#bytes = 0;
  }
}

const newline = 0x0a;
