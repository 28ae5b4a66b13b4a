import type { Status } from '../record/verdict.js';

/** The outcomes of a requirement that was judged, as the status that decides them. */
export const statusOfOutcome: ReadonlyMap<string, Status> = new Map([
  ['breaks', 'fail'],
  ['untestable', 'untestable'],
  ['deviates', 'known'],
  ['warns', 'warn'],
  ['differs from the policy', 'characterization'],
  ['conforms', 'pass'],
]);

/** Whether anything was found out about a requirement: it was neither left out nor skipped, and some scenario tests it. */
export function isJudged(outcome: string): boolean {
  return statusOfOutcome.has(outcome);
}

/** Whether a requirement was seen not to hold, known or not. */
export function doesNotHold(outcome: string): boolean {
  return isJudged(outcome) && outcome !== 'conforms';
}
