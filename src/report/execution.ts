import type { TargetDescription } from '../record/trace.js';

/** Where the target ran, and whether it was an SDK that ran, and whose; the same words in every report. */
export function executionOf({ environment, executed, audit }: TargetDescription): string {
  if (audit === true) return `${environment}, an audit SDK of Lapse, no vendor's`;
  return `${environment}, ${executed ? 'executed' : 'SDK not executed'}`;
}
