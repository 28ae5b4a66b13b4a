import { oneLine } from '../record/one-line.js';
import type { CaseResult } from '../record/run-result.js';
import type { Requirement } from '../spec/requirements.js';
import { countOf } from './count.js';

/** With fewer scenarios that fail, the failures are their own summary. */
const fewestScenarios = 11;
/** Lines, and characters of a sentence; who wants all of it has coverage.csv. */
const mostRequirements = 20;
const longestSentence = 100;

/**
 * What is broken behind very many failures: a line for each requirement, the one that most scenarios break first.
 * @returns nothing if no more than ten scenarios fail
 */
export function brokenRequirementLines(
  cases: readonly CaseResult[],
  requirements: ReadonlyMap<string, Requirement>,
): string[] {
  const broken = new Map<string, Set<string>>();
  for (const { scenario, requirement, status } of cases.flatMap(({ verdicts }) => verdicts)) {
    if (status === 'fail') broken.set(requirement, (broken.get(requirement) ?? new Set()).add(scenario));
  }
  const failing = new Set([...broken.values()].flatMap((scenarios) => [...scenarios])).size;
  if (failing < fewestScenarios) return [];
  const rows = [...broken].sort(
    ([one, ones], [other, others]) => others.size - ones.size || (one < other ? -1 : Number(one > other)),
  );
  const told = rows.slice(0, mostRequirements);
  const width = Math.max(...told.map(([id]) => id.length));
  return [
    `  ${countOf(failing, 'scenario')} break ${countOf(rows.length, 'requirement')}:`,
    ...told.map(([id, { size }]) => {
      const { level = '', text = '' } = requirements.get(id) ?? {};
      return `    ${String(size).padStart(4)} ${id.padEnd(width)} ${`(${level})`.padEnd(8)} ${oneLine(text, longestSentence)}`;
    }),
    ...(rows.length > told.length ? [`    and ${rows.length - told.length} more, in coverage.csv`] : []),
  ];
}
