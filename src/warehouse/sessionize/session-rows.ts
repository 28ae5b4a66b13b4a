import type { TextLists } from './copied-texts.js';
import type { CutSessions } from './session-columns.js';
import { SessionWriter } from './session-table.js';

/** Written at once. */
const blockBytes = 1 << 20;

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
    const { indices } = sessions;
    const count = places?.length ?? sessions.length;
    for (let index = 0; index < count; index++) {
      const place = places === undefined ? index : (places[index] as number);
      if (indices[place] === 1) this.userCount += 1;
      this.#writer.row(place);
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
