import type { Json, JsonObject, StepAction } from './timeline.js';

/**
 * A trace is all that was observed while a timeline was played, in order. It is plain data and can be judged again
 * later, without the SDK.
 *
 * Two times are written down. `elapsedMs` is the truth: virtual time since the start of the timeline, which passes on
 * `wait` and on `sleep` and which nobody can set. `wallMs` is what the wall clock of the device showed, in
 * milliseconds since the epoch; people set it.
 */
interface Instant {
  readonly elapsedMs: number;
  readonly wallMs: number;
}

interface AtStep extends Instant {
  /** The index of the step, in the timeline, during which this was observed. */
  readonly step: number;
  readonly device: string;
  readonly client: string;
}

/** The step was carried out; written before its effects. `threw` is the message of an error that left the SDK. */
export interface CallEntry extends AtStep {
  readonly kind: 'step';
  readonly action: StepAction;
  readonly threw?: string;
}

/** What a call returned to the application. It is never read to find session fields, only to check the call itself. */
export interface ReturnEntry extends AtStep {
  readonly kind: 'return';
  readonly value: Json;
}

/**
 * A request left the client. What it carries counts as delivered only if the status is one of success; see `isAccepted`.
 */
export interface RequestEntry extends AtStep {
  readonly kind: 'request';
  /** Counts requests of the trace from 0. */
  readonly request: number;
  readonly method: string;
  readonly url: string;
  /** 0 when there was no answer: no connection, a connection that broke, or a server that was silent. */
  readonly status: number;
  /** Why no messages could be read from it, if so. */
  readonly unreadable?: string;
}

/** Whether whoever sent the request may take it that its messages have arrived. */
export function isAccepted({ status }: Pick<RequestEntry, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** One message as it left on the wire, in one attempt to deliver it. */
export interface MessageEntry extends AtStep {
  readonly kind: 'message';
  /** Counts messages of the trace from 0. */
  readonly message: number;
  /** The request that carried it. */
  readonly request: number;
  readonly body: JsonObject;
}

/** A line of the SDK's own log. */
export interface LogEntry extends AtStep {
  readonly kind: 'log';
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

/** The page wrote to its storage. Only a detailed trace has these: no check reads them, and there are many. */
export interface StorageEntry extends AtStep {
  readonly kind: 'storage';
  readonly area: 'cookie' | 'localStorage' | 'sessionStorage';
  readonly key: string;
  /** Absent when the key was removed. */
  readonly value?: string;
}

/** Timers of the page fired and nothing else was observed meanwhile. Only a detailed trace has these. */
export interface TimersEntry extends AtStep {
  readonly kind: 'timers';
  readonly count: number;
  /** Where the stretch begins in which they fired, as `elapsedMs`; it ends at the entry's own. */
  readonly fromMs: number;
}

/** One observation, told by its `kind`. */
export type TraceEntry = CallEntry | ReturnEntry | RequestEntry | MessageEntry | LogEntry | StorageEntry | TimersEntry;

/** What was judged, as every report says it. */
export interface TargetDescription {
  /** The name by which the command line selects it: `rudderstack-js`, `reference:rudderstack-web`. */
  readonly name: string;
  /** What was judged, with its version: `@rudderstack/analytics-js 3.34.1`. */
  readonly subject: string;
  readonly version: string;
  /** Which build of that version, or which file, if it is not the ordinary build: `legacy`, `bundle.js`. */
  readonly variant?: string;
  /** Where it ran: `jsdom`, `engine`. */
  readonly environment: string;
  /** `true` if the code of an SDK ran, `false` for the reference engine and for models. */
  readonly executed: boolean;
  /** Present on an SDK of Lapse that is wrong on purpose, for an audit of the suite; no vendor ships it. */
  readonly audit?: true;
  /** The beginning of the SHA-256 of the script that was run: `sha256:` and 12 digits. Absent where none was. */
  readonly script?: string;
  /** What its SDK was made to live by in place of the clock of its machine, if that was not the harness itself: `libfaketime`. */
  readonly clock?: string;
  /** Present where timelines are played in real time: how many times as fast as they are written. */
  readonly timeScale?: number;
  readonly platform: Platform;
}

export type Platform = 'web' | 'mobile';

/** All that was observed while a timeline was played, in order. */
export interface Trace {
  readonly timeline: string;
  readonly target: string;
  readonly entries: readonly TraceEntry[];
  /** Virtual time from the first to the last step, in milliseconds. */
  readonly elapsedMs: number;
  /** How many timers of the client fired. */
  readonly timersFired: number;
}
