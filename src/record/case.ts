import type { Json, Timeline } from './timeline.js';
import type { Platform } from './trace.js';

/** A place in a file that a person wrote. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * What the author expects of one step, written by hand from the requirement. Each key present is one check.
 * On a step that sends a message the expectations are about that message.
 */
export interface Expectation {
  /** A label of the session that the message belongs to, bound at its first use; `none`: the message has no id. */
  readonly session?: string;
  /** Whether the message carries the start marker. */
  readonly start?: 'true' | 'absent';
  /**
   * The id on the message: the exact number, or the wall clock of a step (`now` is this one): in milliseconds, in whole
   * seconds, or in either.
   */
  readonly id?: number | { readonly wallClockOf: number; readonly unit?: 'seconds' | 'either' };
  /** Values in the message, by dotted path; `null` means that the path is absent. */
  readonly fields?: Readonly<Record<string, Json>>;
  /** A label of the anonymous id that the message carries, bound at its first use. */
  readonly visitor?: string;
  /** What `getSessionId` returned: the id of a label that an earlier message bound, or `none`. */
  readonly returns?: string;
  /** How many messages this step caused, until the next step. */
  readonly messages?: number;
  /** The least severe level of which the SDK wrote a line to its log during this step; `none`: it warned of nothing. */
  readonly logs?: 'none' | 'warn' | 'error';
  /** The one of the scenario's requirements that this step is about; default: the first. */
  readonly requirement?: string;
  /** What the author wants a reader to know when it fails. */
  readonly because?: string;
}

/** A scenario after expansion and with its durations resolved for one policy: a timeline and what is expected of it. */
export interface Case {
  /** `section/slug`, and `/key=value` for each dimension of a matrix. */
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly platform: Platform | 'any';
  /** Requirement ids; the first is the one that the scenario is about. */
  readonly requirements: readonly string[];
  /** Values that the policy must have for the scenario to apply, by policy key. */
  readonly given: Readonly<Record<string, Json>>;
  readonly timeline: Timeline;
  /** By index of the step. */
  readonly expectations: ReadonlyMap<number, Expectation>;
  /** Where each step was written, by index of the step. */
  readonly places: readonly Place[];
  readonly place: Place;
}
