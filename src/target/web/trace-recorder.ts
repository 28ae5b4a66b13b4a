import type { Step, Timeline } from '../../record/timeline.js';
import type { LogEntry, StorageEntry, TraceEntry } from '../../record/trace.js';
import type { ClockReading } from '../../time/clock.js';
import { readMessages, type WireRequest } from '../../wire/messages.js';

/** Lines that an SDK logs in one step, and characters of one text, that a person would read. */
const maximumLogLines = 1_000;
const maximumTextLength = 500;

/** The last lines of a log that are remembered at least, whether or not they were written down. */
const rememberedLines = 1_000;

export interface PageWrite extends Pick<StorageEntry, 'area' | 'key'> {
  /** `undefined` when the key was removed. */
  readonly value: string | undefined;
}

/** Where something was observed. */
export type Origin = Pick<Step, 'device' | 'client'>;

/** What is to be known of time when something is written down. */
export interface RecordedClock {
  read(): ClockReading;
  readonly timersFired: number;
}

/** Writes down what is observed while a timeline is played, each at the step and the instant at which it happened. */
export class TraceRecorder {
  readonly entries: TraceEntry[] = [];
  readonly #timeline: Timeline;
  readonly #clock: RecordedClock;
  readonly #detailed: boolean;
  #step = 0;
  #requests = 0;
  #messages = 0;
  /** Lines of the log in this step. */
  #logged = 0;
  /** Lines of the log in all steps, and those of them that were written down. */
  #lines = 0;
  #writtenLines = 0;
  /** The last lines of this step. */
  #lastLines: LogEntry[] = [];
  /** Where the last entry left off, for the timers that fire until the next. */
  #told = { timers: 0, elapsedMs: 0 };

  /** @param detailed whether bursts of timers are written down */
  constructor(timeline: Timeline, clock: RecordedClock, detailed: boolean) {
    this.#timeline = timeline;
    this.#clock = clock;
    this.#detailed = detailed;
  }

  /** How much has been observed beside what was logged. */
  get observed(): number {
    return this.entries.length - this.#writtenLines;
  }

  /** How many lines have been logged, whether or not they were written down. */
  get lines(): number {
    return this.#lines;
  }

  /** From now on things happen in the step of this index. */
  beginStep(index: number): void {
    this.#step = index;
    this.#lastLines = [];
  }

  /** Says how many lines of the step's log were left out, so that a trace never looks complete when it is not. */
  endStep(): void {
    this.#timers();
    const leftOut = this.#logged - maximumLogLines;
    this.#logged = 0;
    const step = this.#current();
    if (leftOut <= 0 || step === undefined) return;
    const text = `${leftOut} more lines of this step were left out`;
    this.#writtenLines += 1;
    this.entries.push({ kind: 'log', ...this.at(step), level: 'info', text });
  }

  /** Where and when something happens that a client does now. */
  at({ device, client }: Origin) {
    const { elapsedMs, wallMs } = this.#clock.read();
    return { step: this.#step, device, client, elapsedMs, wallMs };
  }

  /** @returns the index of the entry in the trace */
  record(entry: TraceEntry): number {
    this.#timers();
    return this.entries.push(entry) - 1;
  }

  /** What was thrown by the step whose entry has this index. */
  noteThrown(index: number, threw: string | undefined): void {
    const entry = this.entries[index];
    if (threw !== undefined && entry?.kind === 'step') this.entries[index] = { ...entry, threw };
  }

  log(from: Origin, level: LogEntry['level'], text: string): void {
    this.#line({ kind: 'log', ...this.at(from), level, text: shortened(text) });
  }

  /**
   * Whether the last so many lines of this step say the same as those right before them, of the same clients, each so
   * much later. No lines are alike where the timers between them are written down.
   */
  saidAgain(lines: number, lengthMs: number): boolean {
    const last = this.#lastLines;
    if (this.#detailed || last.length < 2 * lines) return false;
    return last.slice(-lines).every((line, index) => {
      const before = last.at(index - 2 * lines);
      return before !== undefined && isAlike(before, line) && line.elapsedMs - before.elapsedMs === lengthMs;
    });
  }

  /** Logs the last so many lines of this step so many times again, each time so much later. */
  sayAgain(lines: number, times: number, lengthMs: number): void {
    const round = this.#lastLines.slice(-lines);
    for (let time = 1; time <= times; time++) {
      const byMs = time * lengthMs;
      for (const line of round) this.#line({ ...line, elapsedMs: line.elapsedMs + byMs, wallMs: line.wallMs + byMs });
    }
  }

  #line(line: LogEntry): void {
    this.#lines += 1;
    this.#logged += 1;
    if (this.#lastLines.length >= 2 * rememberedLines) this.#lastLines.splice(0, rememberedLines);
    this.#lastLines.push(line);
    if (this.#logged > maximumLogLines) return;
    this.#writtenLines += 1;
    this.record(line);
  }

  /** The rejection surfaced in this step, whoever caused it. */
  rejection(text: string): void {
    const step = this.#current();
    if (step !== undefined) this.log(step, 'error', `Uncaught (in promise) ${text}`);
  }

  write(from: Origin, { area, key, value }: PageWrite): void {
    this.record({ kind: 'storage', ...this.at(from), area, key, ...(value === undefined ? {} : { value }) });
  }

  /** A request as it left the page, and the status with which it was answered: 0 if it was not. */
  request(from: Origin, request: WireRequest, status: number): void {
    const at = this.at(from);
    const number = this.#requests++;
    const read = readMessages(request);
    const { method, url } = request;
    const unreadable = 'unreadable' in read ? { unreadable: read.unreadable } : {};
    this.record({ kind: 'request', ...at, request: number, method, url, status, ...unreadable });
    for (const body of 'messages' in read ? read.messages : []) {
      this.record({ kind: 'message', ...at, message: this.#messages++, request: number, body });
    }
  }

  #current(): Step | undefined {
    return this.#timeline.steps[this.#step];
  }

  /** The timers that fired since the last entry; one that is just firing belongs to the next. */
  #timers(): void {
    const { timers, elapsedMs: fromMs } = this.#told;
    const count = this.#clock.timersFired - timers;
    this.#told = { timers: this.#clock.timersFired, elapsedMs: this.#clock.read().elapsedMs };
    const step = this.#current();
    if (!this.#detailed || count === 0 || step === undefined) return;
    this.entries.push({ kind: 'timers', ...this.at(step), count, fromMs });
  }
}

function isAlike(one: LogEntry, other: LogEntry): boolean {
  return (
    one.text === other.text && one.level === other.level && one.client === other.client && one.device === other.device
  );
}

/** A text that an SDK made, no longer than a person would read. */
export function shortened(text: string): string {
  if (text.length <= maximumTextLength) return text;
  return `${text.slice(0, maximumTextLength)}… (${text.length} characters)`;
}
