import type { CaseResult } from './run-result.js';
import type { Verdict } from './verdict.js';

/**
 * The verdicts of a scenario that speak for a requirement: its own, and, where the scenario names it beside its main one and
 * no step speaks for it, those of the main one as well.
 */
export function verdictsFor({ case: scenario, verdicts }: CaseResult, requirement: string): Verdict[] {
  const [main, ...others] = scenario.requirements;
  const isNamed = [...scenario.expectations.values()].some((each) => each.requirement === requirement);
  const isSpokenFor = others.includes(requirement) && !isNamed;
  return verdicts.filter((each) => each.requirement === requirement || (isSpokenFor && each.requirement === main));
}
