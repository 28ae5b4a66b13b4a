import type { Step, Timeline } from '../../record/timeline.js';
import type { LogEntry, StorageEntry, TraceEntry } from '../../record/trace.js';
import type { ClockReading } from '../../time/clock.js';
import { readMessages, type WireRequest } from '../../wire/messages.js';

/** Lines that an SDK logs in one step, and characters of one text, that a person would read. */
const maximumLogLines = 1_000;
const maximumTextLength = 500;

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
  /** Where the last entry left off, for the timers that fire until the next. */
  #told = { timers: 0, elapsedMs: 0 };

  /** @param detailed whether bursts of timers are written down */
  constructor(timeline: Timeline, clock: RecordedClock, detailed: boolean) {
    this.#timeline = timeline;
    this.#clock = clock;
    this.#detailed = detailed;
  }

  /** How much has been observed, whether or not it was written down. */
  get observed(): number {
    return this.entries.length + this.#logged;
  }

  /** From now on things happen in the step of this index. */
  beginStep(index: number): void {
    this.#step = index;
  }

  /** Says how many lines of the step's log were left out, so that a trace never looks complete when it is not. */
  endStep(): void {
    this.#timers();
    const leftOut = this.#logged - maximumLogLines;
    this.#logged = 0;
    const step = this.#current();
    if (leftOut <= 0 || step === undefined) return;
    const text = `${leftOut} more lines of this step were left out`;
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
    this.#logged += 1;
    if (this.#logged > maximumLogLines) return;
    this.record({ kind: 'log', ...this.at(from), level, text: shortened(text) });
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

/** A text that an SDK made, no longer than a person would read. */
export function shortened(text: string): string {
  if (text.length <= maximumTextLength) return text;
  return `${text.slice(0, maximumTextLength)}… (${text.length} characters)`;
}
