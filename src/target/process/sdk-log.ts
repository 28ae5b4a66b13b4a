import type { LogEntry } from '../../record/trace.js';
import type { OnLog } from './channel.js';
import { Lines } from './lines.js';

/** A line of a log that is longer is no line of a log. */
const maximumLineBytes = 65_536;

/** What one timeline may log, in bytes and in lines; a thousand lines of each step are kept. */
const maximumBytes = 4 * 1_048_576;
const maximumLines = 20_000;

const leveled = /^(debug|info|warn|error):\s?/;

/** The standard error of an adapter as the log of its SDK, of which no more is held than its last line. */
export class SdkLog {
  readonly #onLog: OnLog;
  readonly #lines = new Lines(maximumLineBytes);
  #bytes = 0;
  #told = 0;
  #last = '';

  constructor(onLog: OnLog) {
    this.#onLog = onLog;
  }

  /** The last line that says anything, finished or not; why a program ended often stands there. */
  get last(): string {
    const unfinished = this.#lines.unfinished.trim();
    return unfinished === '' ? this.#last : unfinished;
  }

  /** @returns whether there has not been too much of it */
  take(piece: Buffer): boolean {
    this.#bytes += piece.length;
    if (this.#bytes > maximumBytes) return false;
    const lines = this.#lines.take(piece);
    if (lines === 'too long') {
      this.#tell('a line that is too long to show');
      return true;
    }
    for (const line of lines) {
      if (line.trim() === '') continue;
      this.#tell(line);
      this.#told += 1;
      if (this.#told > maximumLines) return false;
    }
    return true;
  }

  /** A new timeline may log as much again. */
  beginTimeline(): void {
    this.#bytes = 0;
    this.#told = 0;
  }

  #tell(line: string): void {
    this.#last = line.trim();
    const { level, text } = logLine(line);
    this.#onLog(level, text);
  }
}

/** @example logLine('warn: short timeout') // { level: 'warn', text: 'short timeout' } */
export function logLine(line: string): Pick<LogEntry, 'level' | 'text'> {
  const level = (['debug', 'info', 'warn', 'error'] as const).find((each) => each === leveled.exec(line)?.[1]);
  return level === undefined ? { level: 'info', text: line } : { level, text: line.replace(leveled, '') };
}
