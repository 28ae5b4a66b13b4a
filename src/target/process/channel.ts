import type { LogEntry } from '../../record/trace.js';
import type { AdapterFault } from './adapter-fault.js';

/** A way to an adapter, on which one message at a time is sent and answered. */
export interface Channel {
  /**
   * Sends a message, one line without its end, and waits for the line that answers it.
   * @param what names the message to a person: `hello`, `the step "track"`
   * @throws AdapterFault when the adapter does not answer; then nothing can be sent any more
   */
  ask(line: string, what: string, limitMs: number): Promise<string>;
  /**
   * What has gone wrong since the last answer, for whoever would ask nothing more. A pipe can hold a line that nobody had
   * asked for; the answer to a request cannot.
   */
  readonly fault?: AdapterFault | undefined;
  /** A timeline begins, which may log as much as the one before. */
  beginTimeline?(): void;
  /** Ends the adapter, or leaves it, whatever it is at. */
  close(): Promise<void>;
}

/** A line of the SDK's log, as it came out of the adapter. */
export type OnLog = (level: LogEntry['level'], text: string) => void;

/** Who is reached, and how. */
export interface ChannelOptions {
  readonly onLog: OnLog;
  /** What the adapter finds in its environment beside what Lapse found in its own. */
  readonly environment?: Readonly<Record<string, string>>;
}

const longestShown = 100;

/** A text that somebody else has written, on one line and no longer than a person would read. */
export function quotedBriefly(text: string): string {
  return JSON.stringify(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
}
