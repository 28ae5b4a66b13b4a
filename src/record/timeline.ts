/**
 * A timeline is plain data: what happens to one or more devices, in order, at virtual instants.
 * It is written by hand (scenarios), generated, shrunk, saved and replayed; nothing in it can be executed.
 */

/** The kinds of message an analytics SDK sends for a call of the application. */
export const messageTypes = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;
export type MessageType = (typeof messageTypes)[number];

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * A configuration value as the application passes it. `literal` passes a value that JSON cannot say or that would
 * otherwise be read as a duration; `number` names one of the numbers that JSON lacks.
 */
export type ConfigValue = Json | { readonly notJson: 'NaN' | 'Infinity' | '-Infinity' | 'undefined' };

/** What the application asks for when it loads the SDK. A key that is absent is not passed at all. */
export interface SessionConfig {
  readonly autoTrack?: ConfigValue;
  /** In milliseconds when it is a number. */
  readonly timeout?: ConfigValue;
  /** An option that no SDK knows: a slip of the pen, or one of another version. */
  readonly other?: ConfigValue;
  readonly cutOff?: { readonly enabled?: ConfigValue; readonly duration?: ConfigValue };
}

export interface LoadConfig {
  readonly sessions?: SessionConfig;
  /** Where the SDK keeps what it persists. */
  readonly storage?: { readonly type?: StorageType };
  /** The user has not consented yet; until the `consent` step this is what the SDK may store and send. */
  readonly preConsent?: { readonly storage: PreConsentStorage; readonly delivery: 'immediate' | 'buffer' };
  /** Mobile: whether the SDK tracks the events of the application's lifecycle; absent: yes. */
  readonly lifecycleEvents?: boolean;
}

export const storageTypes = ['cookieStorage', 'localStorage', 'sessionStorage', 'memoryStorage', 'none'] as const;
export type StorageType = (typeof storageTypes)[number];

/** What may be stored before consent: nothing, the session only, or the anonymous id only. */
export const preConsentStorages = ['none', 'session', 'anonymousId'] as const;
export type PreConsentStorage = (typeof preConsentStorages)[number];

/** A step that calls the SDK. */
export type CallStep =
  | { readonly kind: 'load'; readonly config: LoadConfig }
  | {
      readonly kind: 'event';
      readonly type: MessageType;
      /** The event of a track, the name of a page or screen, the user id, group id or new id of the others. */
      readonly name?: string;
      /** Of a page: the category that the application puts it in. */
      readonly category?: string;
      /** Of an alias: the id that the user had so far; absent, the SDK takes the one that it knows. */
      readonly previousId?: string;
      /** Properties of track, page and screen; traits of identify and group. */
      readonly properties?: JsonObject;
      /** What the caller wants in the message's context. */
      readonly context?: JsonObject;
    }
  | { readonly kind: 'startSession'; readonly sessionId?: ConfigValue }
  | { readonly kind: 'endSession' }
  | { readonly kind: 'reset'; readonly anonymousId?: boolean }
  | { readonly kind: 'getSessionId' }
  /** The user consents; `storage` is where the SDK may keep what it persists from now on. */
  | { readonly kind: 'consent'; readonly storage?: StorageType };

/**
 * A step in which a page or an app comes or goes, rather than one that is called on the SDK.
 * `navigate` loads another page of the same site; `reload` loads the same page again; `restart` closes the browser
 * (session cookies, session storage and memory are gone) and opens the page again; each of them loads the SDK again,
 * with the last configuration unless the step has its own. `close` leaves the page for good. On a phone `restart` is the
 * death of the process and a launch from scratch. `crash` is a `restart` before which nothing is told and nothing can be
 * saved any more.
 */
export type LifecycleStep =
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'reload'; readonly config?: LoadConfig }
  | { readonly kind: 'navigate'; readonly url: string; readonly config?: LoadConfig }
  | { readonly kind: 'restart'; readonly config?: LoadConfig }
  | { readonly kind: 'crash'; readonly config?: LoadConfig }
  | { readonly kind: 'close' };

/**
 * A page or an app is hidden and shown again. A tab that is frozen runs nothing, not even its timers, until it is thawed.
 */
export type VisibilityStep =
  | { readonly kind: 'background' }
  | { readonly kind: 'foreground' }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'thaw' };

/** A step that moves time. It concerns every device of the timeline, except `set`, which moves one wall clock. */
export type ClockStep =
  /** Time passes and timers fire. */
  | { readonly kind: 'wait'; readonly durationMs: number }
  /** The devices are suspended: timers freeze, then the wall clock has jumped. */
  | { readonly kind: 'sleep'; readonly durationMs: number }
  /** Somebody changes the wall clock: no timer fires and monotonic time does not move. */
  | { readonly kind: 'setClock'; readonly byMs: number }
  /** The device is moved to another time zone, by its IANA name: no clock is set. */
  | { readonly kind: 'timeZone'; readonly zone: string };

export const storageStates = ['cleared', 'unavailable', 'full', 'available'] as const;
export const sessionDamages = ['unparseable', 'truncated', 'wrong-type', 'future', 'older-version'] as const;
export const serverAnswers = ['ok', 429, 500, 'hang', 'reset'] as const;

/** A step that makes the device or the network misbehave, from now on. */
export type FaultStep =
  /** `cleared` empties all that is stored; `unavailable` and `full` hold until `available`. */
  | { readonly kind: 'storage'; readonly state: (typeof storageStates)[number] }
  /** What the SDK has stored of the session is spoilt: somebody else, or another version, wrote there. */
  | { readonly kind: 'damage'; readonly how: (typeof sessionDamages)[number] }
  | { readonly kind: 'network'; readonly state: 'online' | 'offline' }
  /** How the data plane answers: accepted, a status, never, or by closing the connection. */
  | { readonly kind: 'server'; readonly answer: (typeof serverAnswers)[number] };

/** What a step does, told by its `kind`. */
export type StepAction = CallStep | LifecycleStep | VisibilityStep | ClockStep | FaultStep;

/** What a browser opens a page for, on which the SDK is loaded. */
export const opensPage: ReadonlySet<StepAction['kind']> = new Set(['load', 'reload', 'navigate', 'restart', 'crash']);

/** One thing that happens. `client` is a tab of a browser, or a run of an app, on the device. */
export interface Step {
  readonly device: string;
  readonly client: string;
  readonly action: StepAction;
}

/** What happens to one or more devices, in order, at virtual instants: plain data, written, generated, saved and replayed. */
export interface Timeline {
  /** The identity of the case it belongs to, for messages and for the seeds of its random streams. */
  readonly id: string;
  /** The wall clock of every device at the start, in milliseconds since the epoch. */
  readonly startMs: number;
  readonly steps: readonly Step[];
}

export const defaultDevice = 'device1';
export const defaultClient = 'tab1';
/** The client of a device that is a phone: one run of one application. */
export const mobileClient = 'app';
export const defaultUrl = 'https://shop.example/';
