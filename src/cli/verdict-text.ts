import { statuses, type Verdict } from '../record/verdict.js';
import { type VerdictChange, verdictChanges } from '../record/verdict-changes.js';
import { countStatuses } from '../suite/tally.js';

/** Whether the verdicts are those that were recorded, and which are not. */
export function verdictLines(recorded: readonly Verdict[], now: readonly Verdict[]): string[] {
  const changes = verdictChanges(recorded, now);
  if (changes.length === 0) return [`verdicts as recorded: ${countsText(now)}`];
  return [
    `verdicts changed: ${changes.length} of ${Math.max(recorded.length, now.length)}`,
    ...changes.map((change) => `  ${changeText(change)}`),
  ];
}

function countsText(verdicts: readonly Verdict[]): string {
  const counts = countStatuses(verdicts);
  const there = statuses.filter((status) => counts[status] > 0);
  return there.map((status) => `${counts[status]} ${status}`).join(' · ');
}

function changeText({ check, requirement, step, before, now }: VerdictChange): string {
  const where = step === undefined ? '' : ` at step ${step + 1}`;
  return `${check}${where} (${requirement}): ${before ?? 'nothing said'} → ${now ?? 'nothing said'}`;
}
