import type { Timeline } from '../../record/timeline.js';
import type { Trace } from '../../record/trace.js';

/** What the parent asks of a worker: first which SDK it is for, then the timelines to play. */
export type WorkerTask = { readonly setup: WorkerSetup } | { readonly timeline: Timeline };

/** What a worker plays, and how. */
export interface WorkerSetup {
  /** The name of the target, for the trace. */
  readonly target: string;
  /** The SDK's script. */
  readonly file: string;
  readonly seed: number;
  readonly fastForward: boolean;
  /** Whether traces hold writes to storage and bursts of timers as well. */
  readonly detailed: boolean;
}

/**
 * What the worker says without being asked: `ready` once, when its own modules and the SDK are loaded and it can play a
 * timeline, and `idle` after each answer, when nothing of the timeline runs any more.
 */
export type WorkerState = 'ready' | 'idle';

/** What the worker answers to a timeline. */
export type WorkerReply = { readonly trace: Trace } | { readonly failure: string };
