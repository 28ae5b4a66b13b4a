import type { TargetDescription } from '../record/trace.js';

/** Where the target ran, and whether it was the vendor's own code that ran; the same words in every report. */
export function executionOf({ environment, executed }: TargetDescription): string {
  return `${environment}, ${executed ? 'executed' : 'SDK not executed'}`;
}
