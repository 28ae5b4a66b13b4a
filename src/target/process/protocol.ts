import type { JsonObject, StepAction } from '../../record/timeline.js';
import type { LogEntry, Platform } from '../../record/trace.js';

/** The version of `spec/PROTOCOL.md`, which describes the messages below. */
export const protocolVersion = 1;

/** The longest line, in bytes, that either side may write. */
export const maximumLineBytes = 1_048_576;

/** Kinds of step that an adapter can be sent; of `event` there is one for each type of message. */
const stepCapabilities = [
  'load',
  'track',
  'page',
  'screen',
  'identify',
  'group',
  'alias',
  'startSession',
  'endSession',
  'reset',
  'getSessionId',
  'consent',
  'open',
  'reload',
  'navigate',
  'restart',
  'crash',
  'close',
  'background',
  'foreground',
  'freeze',
  'thaw',
  'timeZone',
  'storage',
  'damage',
  'network',
] as const;

/** What else a timeline can ask of an SDK and its adapter. */
const furtherCapabilities = [
  'sleep',
  'setClock',
  'server',
  'server.hang',
  'clients',
  'devices',
  'load.timeout',
  'load.autoTrack',
  'load.cutOff',
  'load.other',
  'load.storage',
  'load.preConsent',
  'load.lifecycleEvents',
  'startSession.sessionId',
  'reset.anonymousId',
  'consent.storage',
  'event.context',
  'event.category',
  'alias.previousId',
  'any-value',
] as const;

export const capabilities = [...stepCapabilities, ...furtherCapabilities] as const;
export type Capability = (typeof capabilities)[number];

/** What Lapse sends, without the `id` by which the answer is known. */
export type Command =
  | { readonly command: 'hello'; readonly protocol: typeof protocolVersion }
  | { readonly command: 'open'; readonly startMs: number; readonly seed: number }
  | {
      readonly command: 'step';
      readonly device: string;
      readonly client: string;
      readonly dataPlaneUrl: string;
      readonly action: StepAction;
    }
  | {
      readonly command: 'clock';
      readonly move: 'tick' | 'sleep' | 'set';
      readonly byMs: number;
      readonly wallMs: number;
      readonly elapsedMs: number;
    }
  | { readonly command: 'close' };

export type CommandName = Command['command'];

/** What any answer may carry: what the SDK has logged. */
interface Answer {
  readonly log?: readonly Pick<LogEntry, 'level' | 'text'>[];
}

/** Who the adapter is. */
export interface HelloAnswer extends Answer {
  readonly protocol: typeof protocolVersion;
  readonly sdk: { readonly name: string; readonly version: string };
  readonly platform: Platform;
  readonly policy: string;
  /** `told`: the SDK lives by the clock that its adapter is told of; `host`: by that of the machine. */
  readonly clock: 'told' | 'host';
  readonly capabilities: readonly Capability[];
}

export interface StepAnswer extends Answer {
  readonly value?: JsonObject[string];
  /** What the SDK threw at the application. */
  readonly threw?: string;
}

/** The answer to each command. */
export interface Answers {
  readonly hello: HelloAnswer;
  readonly open: Answer;
  readonly step: StepAnswer;
  readonly clock: Answer;
  readonly close: Answer;
}
