import type { Timeline } from '../record/timeline.js';
import type { TargetDescription, Trace } from '../record/trace.js';

/** An SDK under test, and how to drive it. */
export interface Target {
  readonly description: TargetDescription;
  /**
   * Plays a timeline from a fresh device on and returns all that was observed.
   * @throws UntestableError when it could not be observed: the SDK hung, crashed or looped. Other timelines can still
   * be played.
   */
  play(timeline: Timeline): Promise<Trace>;
  /** Why the target cannot be made to play a timeline, if it cannot; absent: it can play all of its platform. */
  whyUnable?(timeline: Timeline): string | undefined;
  close(): Promise<void>;
}

/** The target could not be observed honestly; the message is one sentence for a person. */
export class UntestableError extends Error {
  override readonly name = 'UntestableError';
}
