import type { LoadConfig, StepAction } from '../record/timeline.js';

/**
 * A plan is a timeline that is not played yet: its lengths of time are told by what they are near to, and it says
 * nothing of pages that have to be opened first. Any step of it can be taken away, and what remains still is a timeline
 * that can happen. That is what makes it easy to shrink.
 */
export interface Plan {
  /** The wall clock at the start, in milliseconds since the epoch. */
  readonly startMs: number;
  /** What every load asks for, unless it has a key of its own. */
  readonly config: LoadConfig;
  readonly steps: readonly PlannedStep[];
  /** Set where it is no new timeline but one that has been played, with more in it: then all of it counts, however long it is. */
  readonly isUnbounded?: boolean;
}

export interface PlannedStep {
  readonly client: string;
  readonly action: PlannedAction;
}

/**
 * A length of time by what it is near to: nothing, the timeout or the cut-off that is in force, or the next moment at
 * which the wall clock begins another second, minute or day (UTC). A midnight that is more than an hour away, and the
 * cut-off where none is asked for, are the next minute and the timeout.
 */
export interface Span {
  readonly near: 'nothing' | 'timeout' | 'cutOff' | 'second' | 'minute' | 'midnight';
  /** Added to it; a span that would be negative is nothing. */
  readonly plusMs: number;
}

export type PlannedAction =
  | { readonly kind: 'wait' | 'sleep'; readonly span: Span }
  | { readonly kind: 'setClock'; readonly span: Span; readonly back: boolean }
  /** Without a configuration a load has that of the plan, and the others the last of their client. */
  | { readonly kind: 'load' | 'reload' | 'restart' | 'crash'; readonly config?: LoadConfig }
  | { readonly kind: 'navigate'; readonly url: string; readonly config?: LoadConfig }
  | Exclude<
      StepAction,
      { kind: 'wait' | 'sleep' | 'setClock' | 'load' | 'reload' | 'restart' | 'crash' | 'navigate' | 'open' }
    >;

/** Nine o'clock on a Monday, as in a scenario that does not say when it begins. */
export const plainStartMs = Date.UTC(2026, 2, 2, 9);

/** A configuration laid over another, key by key, as a step of a scenario lays its own over that of the file. */
export function laidOver(base: LoadConfig, own: LoadConfig | undefined): LoadConfig {
  if (own === undefined) return base;
  const cutOff = { ...base.sessions?.cutOff, ...own.sessions?.cutOff };
  const sessions = {
    ...base.sessions,
    ...own.sessions,
    ...(Object.keys(cutOff).length === 0 ? {} : { cutOff }),
  };
  return { ...base, ...own, ...(Object.keys(sessions).length === 0 ? {} : { sessions }) };
}
