import { formatDuration } from '../../time/duration.js';
import type { SessionRules } from '../session-rules.js';

/** What ends a session, one sentence for each rule. */
export function ruleSentences({ timeoutMs, boundary, cap, midnightZone, splitsAtCampaign }: SessionRules): string[] {
  const sentences = [
    boundary === 'exclusive'
      ? `A session ends when its user has no event for more than ${formatDuration(timeoutMs)}.`
      : `A session ends when its user has no event for ${formatDuration(timeoutMs)} or more.`,
  ];
  if (cap !== undefined) {
    const length = cap.boundary === 'exclusive' ? 'is longer than' : 'is as long as';
    sentences.push(`It ends before an event with which it ${length} ${formatDuration(cap.maximumMs)}.`);
  }
  if (midnightZone !== undefined) sentences.push(`It ends at midnight in ${midnightZone}.`);
  if (splitsAtCampaign === true) {
    sentences.push('It ends at an event that names another campaign than the last event of the user that named one.');
  }
  return sentences;
}
