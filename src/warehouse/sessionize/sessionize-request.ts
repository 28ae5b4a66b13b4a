import type { InputFile } from '../read/input-files.js';
import type { EventReading } from '../read/read-events.js';
import type { SessionRules } from '../session-rules.js';

export interface SessionizeRequest extends EventReading {
  readonly files: readonly InputFile[];
  readonly rules: SessionRules;
  /** Names of events that convert. */
  readonly conversions: readonly string[];
  /** Whether ids that a row has together are those of one user. */
  readonly joinsIdentities: boolean;
  /** What events may take in memory before they are put aside in files; sessions are written when there are as many. */
  readonly memoryBytes: number;
  /** An empty folder for what does not fit into memory. */
  readonly folder: string;
  /** Whether the rows of the table are NDJSON, and not CSV. */
  readonly isJson: boolean;
  /** Receives rows of the table, which are good until it returns. */
  write(rows: Uint8Array): void;
  /** Takes back what was written, because the files are read from the beginning. */
  restart(): void;
  /** Whether the session of each event is wanted in the end: sessions are then kept, and written at the end. */
  readonly keepsLabels: boolean;
  /** Whether a second thread cuts; absent: as is best for so many bytes. */
  readonly isShared?: boolean;
}
