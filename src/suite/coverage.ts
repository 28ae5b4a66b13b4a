import type { CaseResult, CoverageRow } from '../record/run-result.js';
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
  for (const { case: scenario, verdicts } of results) {
    const [main, ...others] = scenario.requirements;
    const named = new Set([...scenario.expectations.values()].map(({ requirement }) => requirement));
    const unnamed = others.filter((other) => !named.has(other));
    for (const verdict of verdicts) {
      note(verdict.requirement, scenario.id, verdict.status);
      // What the scenario says of its main requirement, it says of the others as well, unless a step speaks for them.
      if (verdict.requirement === main) for (const other of unnamed) note(other, scenario.id, verdict.status);
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
