import { type Branch, type BranchId, branches } from '../engine/branches.js';
import { collectMarks } from '../engine/marks.js';
import { rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import type { Bench } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import type { BranchRow } from '../record/run-result.js';
import { allCases } from '../scenario/cases.js';
import type { ScenarioFile } from '../scenario/scenario-file.js';
import type { Policy } from '../spec/policies.js';
import { whySkipped } from './applicability.js';

/** Which scenarios take which branches of the engine. */
export class BranchTally {
  readonly #scenarios = new Map<BranchId, Set<string>>();

  note(scenario: string, taken: ReadonlySet<BranchId>): void {
    for (const branch of taken) {
      this.#scenarios.set(branch, (this.#scenarios.get(branch) ?? new Set()).add(scenario));
    }
  }

  /**
   * A row for every branch, in the order of the engine's list.
   * @param policies those that were played; a branch that none of them chooses cannot be reached
   */
  rows(policies: readonly Policy[]): BranchRow[] {
    return Object.entries<Branch>(branches).map(([id, branch]) => {
      const scenarios = [...(this.#scenarios.get(id as BranchId) ?? [])].sort();
      const possible = policies.some((policy) => chooses(policy, branch));
      const outcome = scenarios.length > 0 ? 'reached' : possible ? 'not reached' : 'chosen by no policy';
      return { branch: id, text: branch.text, requirements: branch.requirements, outcome, scenarios };
    });
  }
}

/** How many branches can be taken under a policy. */
export function countReachable(policy: Policy): number {
  return Object.values<Branch>(branches).filter((branch) => chooses(policy, branch)).length;
}

function chooses({ values }: Policy, { given = {} }: Branch): boolean {
  const actual = new Map<string, unknown>(Object.entries(values));
  return Object.entries(given).every(([key, wanted]) => actual.get(key) === wanted);
}

/** Plays all scenarios that apply through the reference engine, under each policy, and notes what branches it takes. */
export function branchesOfSuite(files: readonly ScenarioFile[], benches: readonly Bench[]): BranchRow[] {
  const tally = new BranchTally();
  for (const bench of benches) {
    const { policy, edition } = bench;
    const rules = rulesFor(policy, edition);
    for (const { id, timeline } of allCases(files, policy).filter((each) => !isSkipped(each, bench))) {
      tally.note(id, collectMarks(() => simulate(timeline, policy, rules)).taken);
    }
  }
  return tally.rows(benches.map(({ policy }) => policy));
}

const isSkipped = (scenario: Case, bench: Bench): boolean => whySkipped(scenario, bench.policy, bench) !== undefined;
