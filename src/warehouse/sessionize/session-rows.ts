import type { TextLists } from './copied-texts.js';
import type { CutSessions } from './session-columns.js';
import { SessionWriter } from './session-table.js';

/** Written at once. */
const blockBytes = 1 << 20;

/** Sessions whose rows are written before somebody looks at how many bytes there are. */
const blockLength = 1_024;

/** The rows of a table of sessions, handed on as bytes whenever there are enough of them. */
export class SessionRows {
  sessionCount = 0;
  userCount = 0;
  readonly #writer: SessionWriter;
  readonly #write: (rows: Uint8Array) => void;

  /** @param write receives bytes that are good until it returns */
  constructor(texts: TextLists, isJson: boolean, write: (rows: Uint8Array) => void) {
    this.#writer = new SessionWriter(texts, isJson);
    this.#write = write;
  }

  /** Adds the sessions of some places, in the order of these; absent: all of them. */
  add(sessions: CutSessions, places?: Int32Array): void {
    const { writer } = this.#writer;
    this.#writer.sessions = sessions;
    const count = places?.length ?? sessions.length;
    for (let from = 0; from < count; from += blockLength) {
      const to = Math.min(count, from + blockLength);
      const block = places?.subarray(from, to) ?? range(from, to);
      this.userCount += countFirsts(sessions, block);
      this.#writer.rows(block);
      if (writer.length >= blockBytes) this.flush();
    }
    this.sessionCount += count;
  }

  /** Adds rows that were written elsewhere. */
  addWritten(rows: Uint8Array, sessionCount: number, userCount: number): void {
    this.flush();
    this.#write(rows);
    this.sessionCount += sessionCount;
    this.userCount += userCount;
  }

  /** Hands on what is left. */
  flush(): void {
    const { writer } = this.#writer;
    if (writer.length > 0) this.#write(writer.bytes.subarray(0, writer.length));
    writer.clear();
  }
}

/** How many of the sessions are the first of their user. */
export function countFirsts({ indices }: CutSessions, places: Int32Array): number {
  let count = 0;
  for (let index = 0; index < places.length; index++) if (indices[places[index] as number] === 1) count += 1;
  return count;
}

/** Places one after the other. */
export function range(from: number, to: number): Int32Array {
  const places = new Int32Array(to - from);
  for (let index = 0; index < places.length; index++) places[index] = from + index;
  return places;
}
