import type { TextColumn } from './column-choice.js';

/**
 * Events side by side, column by column. Texts are codes of a dictionary that the reader keeps; 0 is no text, or an empty
 * one. A column that nobody asked for is not there.
 */
export interface EventBatch {
  /** How many of the places are filled. */
  length: number;
  /** Codes of the users, from 1. */
  readonly users: Int32Array;
  /** Milliseconds since the epoch, whole numbers. */
  readonly timesMs: Float64Array;
  readonly campaigns: Int32Array | undefined;
  readonly pages: Int32Array | undefined;
  readonly events: Int32Array | undefined;
}

/** How many events are handed over at once: enough that a call for each batch costs nothing. */
export const batchCapacity = 16_384;

/** @param has which of the columns there are */
export function newBatch(has: ReadonlySet<TextColumn>, capacity = batchCapacity): EventBatch {
  const column = (name: TextColumn): Int32Array | undefined => (has.has(name) ? new Int32Array(capacity) : undefined);
  return {
    length: 0,
    users: new Int32Array(capacity),
    timesMs: new Float64Array(capacity),
    campaigns: column('campaign'),
    pages: column('page'),
    events: column('event'),
  };
}

/** The columns that a batch has. */
export function columnsOf({ users, timesMs, campaigns, pages, events }: EventBatch): (Int32Array | Float64Array)[] {
  return [users, timesMs, campaigns, pages, events].filter((column) => column !== undefined);
}
