import type { Case } from '../record/case.js';
import type { Trace } from '../record/trace.js';

/** One thing that is done to what a target sent, and that a judge who looks must notice. */
export interface Tampering {
  /** The name of its file. */
  readonly id: string;
  /** What is wrong afterwards, in a few words. */
  readonly title: string;
  /** What a trace lacks to which it cannot be done, in words that follow "no scenario that was played has". */
  readonly needs: string;
  /** Whether the author of a scenario says what would be wrong, where the laws alone do not. Absent: they do. */
  saysSo?(scenario: Case): boolean;
  /** @returns the trace as it would be, or `undefined` where there is nothing to do it to */
  apply(trace: Trace): Trace | undefined;
}
