import type { Json } from '../../../record/timeline.js';
import type { LogEntry, StorageEntry } from '../../../record/trace.js';
import type { ClockReading } from '../../../time/clock.js';

/** What the clock of a device shows, and how many of its timers have fired. */
export interface DeviceReading extends ClockReading {
  readonly timersFired: number;
}

interface Seen {
  /** The tab. */
  readonly client: string;
  readonly at: DeviceReading;
}

/** A request as a page sent it. */
export interface SentRequest extends Seen {
  readonly kind: 'request';
  /** Counts the requests of the device. */
  readonly number: number;
  readonly method: string;
  readonly url: string;
  /** Absent where the page gave something other than text. */
  readonly body?: string;
  /** With which the page saw it answered: 0 if it failed, absent as long as nobody has answered. */
  status?: number;
}

/** What is seen on the pages of a device, in order. Plain data, for it leaves the browser as JSON. */
export type Observation =
  | SentRequest
  | (Seen & { readonly kind: 'log'; readonly level: LogEntry['level']; readonly values: readonly Json[] })
  | (Seen & {
      readonly kind: 'write';
      readonly area: StorageEntry['area'];
      readonly key: string;
      /** Absent when the key was removed. */
      readonly value?: string;
    });

/** The SDK that a device plays. */
export interface SdkScript {
  /** As a function of its realm. */
  readonly text: string;
  readonly fileName: string;
}

/** What the player tells a device about a timeline before it is played. */
export interface DeviceSetup {
  readonly startMs: number;
  readonly seed: number;
  /** The timeline and the device, from which the random streams of the pages have their names. */
  readonly entity: string;
  readonly fastForward: boolean;
  readonly detailed: boolean;
  /** Where the SDK is told to send to. */
  readonly dataPlaneUrl: string;
}

/** What a call of the SDK came to. */
export interface CallOutcome {
  readonly threw?: string;
  readonly value?: Json;
}
