import type { Bench } from '../judge/judge.js';
import { recordedCase } from '../record/bundle.js';
import { canonicalJson, sha256Of } from '../record/canonical-json.js';
import type { Case } from '../record/case.js';
import type { Shard, SuitePart } from '../record/run-result.js';

/** What a scenario costs to play, in any unit that is the same for all. */
export type CostOf = (scenario: Case) => number;

/**
 * The cases of one shard, in their order. The dearest case goes first, to the shard that has least to do, and so on: every
 * case is in exactly one shard, and the same costs always give the same shards.
 */
export function casesOfShard(cases: readonly Case[], { number, of }: Shard, costOf: CostOf): Case[] {
  const loads = Array.from({ length: of }, () => 0);
  const costs = new Map(cases.map((each) => [each, costOf(each)]));
  const mine = new Set<Case>();
  const dearestFirst = [...cases].sort((one, other) => (costs.get(other) ?? 0) - (costs.get(one) ?? 0));
  for (const scenario of dearestFirst) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + (costs.get(scenario) ?? 0);
    if (least === number - 1) mine.add(scenario);
  }
  return cases.filter((each) => mine.has(each));
}

/** Which part of all that was selected a shard is, so that parts of different things are never put together. */
export function partOf(
  cases: readonly Case[],
  { edition, policy, deviations, registry }: Bench,
  shard: Shard,
  fullStepping: boolean,
): SuitePart {
  const content = {
    cases: cases.map(recordedCase),
    edition,
    policy: policy.values,
    deviations: deviations.map(({ place: _place, steps, ...rest }) => ({
      ...rest,
      steps: [...(steps ?? [])].map(numbersOf),
    })),
    requirements: [...registry.byId.values()],
    fullStepping,
  };
  return { sha256: sha256Of(canonicalJson(content)), scenarios: cases.map(({ id }) => id), shard };
}

/** Where they are written changes nothing. */
function numbersOf([glob, known]: readonly [string, readonly { readonly number: number }[]]): unknown {
  return [glob, known.map(({ number }) => number)];
}
