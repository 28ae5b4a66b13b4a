import type { CaseResult, CoverageRow } from '../record/run-result.js';
import { verdictsFor } from '../record/spoken-for.js';
import type { Status } from '../record/verdict.js';
import type { Registry, Requirement } from '../spec/requirements.js';

/** What became of each requirement of the registry, in the registry's order. */
export function coverageOf(registry: Registry, edition: string, results: readonly CaseResult[]): CoverageRow[] {
  const statuses = new Map<string, Set<Status>>();
  const scenarios = new Map<string, Set<string>>();
  const note = (requirement: string, scenario: string, status: Status): void => {
    statuses.set(requirement, (statuses.get(requirement) ?? new Set()).add(status));
    scenarios.set(requirement, (scenarios.get(requirement) ?? new Set()).add(scenario));
  };
  for (const result of results) {
    const { case: scenario, verdicts } = result;
    const spokenFor = new Set([...scenario.requirements, ...verdicts.map(({ requirement }) => requirement)]);
    for (const requirement of spokenFor) {
      for (const { status } of verdictsFor(result, requirement)) note(requirement, scenario.id, status);
    }
  }
  return [...registry.byId.values()].map((requirement) => ({
    requirement: requirement.id,
    section: requirement.section,
    level: requirement.level,
    platform: requirement.platform,
    basis: requirement.basis,
    editions: requirement.editions,
    inEdition: requirement.editions.includes(edition),
    scenarios: [...(scenarios.get(requirement.id) ?? [])].sort(),
    outcome: outcomeOf(requirement, edition, statuses.get(requirement.id) ?? new Set()),
    text: requirement.text,
  }));
}

/** From the worst to the best: one failure outweighs any number of passes. */
const outcomes: readonly (readonly [Status, string])[] = [
  ['fail', 'breaks'],
  ['stale', 'breaks'],
  ['untestable', 'untestable'],
  ['known', 'deviates'],
  ['flaky', 'deviates'],
  ['warn', 'warns'],
  ['characterization', 'differs from the policy'],
  ['pass', 'conforms'],
  ['skip', 'skipped'],
];

function outcomeOf(requirement: Requirement, edition: string, statuses: ReadonlySet<Status>): string {
  if (!requirement.editions.includes(edition)) return 'not in this edition';
  const outcome = outcomes.find(([status]) => statuses.has(status))?.[1];
  if (outcome !== undefined) return outcome;
  return requirement.excluded === undefined ? 'untested' : 'excluded';
}
