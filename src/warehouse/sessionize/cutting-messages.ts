import type { MessagePort } from 'node:worker_threads';
import type { TextColumn } from '../read/column-choice.js';
import type { SessionRules } from '../session-rules.js';
import type { RingMemory } from './batch-ring.js';
import type { SentTexts } from './copied-texts.js';
import type { EventPart } from './parted-events.js';
import type { CutSessions } from './session-columns.js';

/** What the thread that cuts is told when it begins. */
export interface CuttingSetup {
  readonly port: MessagePort;
  readonly ring: RingMemory;
  readonly rules: SessionRules;
  readonly has: readonly TextColumn[];
  /** The codes of the events that convert. */
  readonly converting: readonly number[];
  /** Whether the events of each user are said to come in the order of time. */
  readonly isOrdered: boolean;
  readonly isJson: boolean;
  readonly memoryBytes: number;
  readonly folder: string;
}

/** All texts, sent when no event comes any more. */
export interface SentTextLists {
  readonly users: SentTexts;
  readonly texts: ReadonlyMap<TextColumn, SentTexts>;
}

/**
 * What the thread that cuts sends, in the order of the table: rows as they are written, or what the other thread makes rows
 * of, because it has nothing else to do.
 */
export type CuttingMessage =
  | {
      readonly kind: 'rows';
      readonly rows: Uint8Array;
      readonly sessionCount: number;
      readonly userCount: number;
    }
  | { readonly kind: 'sessions'; readonly sessions: CutSessions }
  | { readonly kind: 'events'; readonly part: EventPart }
  | { readonly kind: 'end' }
  | { readonly kind: 'fault'; readonly error: unknown };
