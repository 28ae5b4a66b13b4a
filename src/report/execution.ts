import type { TargetDescription } from '../record/trace.js';

/** Where the target ran, and whether it was an SDK that ran, and whose; the same words in every report. */
export function executionOf({ environment, executed, audit, clock }: TargetDescription): string {
  if (audit === true) return `${environment}, an audit SDK of Lapse, no vendor's`;
  const lives = clock === undefined ? '' : `, clock of ${clock}`;
  return `${environment}${lives}, ${executed ? 'executed' : 'SDK not executed'}`;
}
