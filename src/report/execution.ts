import type { TargetDescription } from '../record/trace.js';

/**
 * Where the target ran, and whether it was an SDK that ran, and whose; the same words in every report.
 * @param version of the browser, for people only: reports do not depend on the machine
 */
export function executionOf(
  { environment, executed, audit, clock, timeScale }: TargetDescription,
  version?: string,
): string {
  if (audit === true) return `${environment}, an audit SDK of Lapse, no vendor's`;
  const lives = clock === undefined ? '' : `, clock of ${clock}`;
  const speed = timeScale === undefined ? '' : `, in real time, ${timeScale} times as fast`;
  const browser = version === undefined ? '' : ` ${version}`;
  return `${environment}${browser}${lives}${speed}, ${executed ? 'executed' : 'SDK not executed'}`;
}
