import { partingWords } from '../explain/parting.js';
import {
  type Behaviour,
  behavesAlike,
  type ClusterPair,
  type ComparedCase,
  type Divergence,
  firstDifference,
  type Parting,
} from '../record/comparison.js';

/**
 * Targets that behave alike, as positions in the list of targets. A target belongs to the first cluster with each of
 * whose members it agrees in all scenarios that both played, and with whom it played some.
 */
export function clustersOf(count: number, cases: readonly ComparedCase[]): number[][] {
  const clusters: number[][] = [];
  for (let target = 0; target < count; target++) {
    const home = clusters.find((members) => members.every((member) => isAlike(member, target, cases)));
    if (home === undefined) clusters.push([target]);
    else home.push(target);
  }
  return clusters;
}

function isAlike(one: number, other: number, cases: readonly ComparedCase[]): boolean {
  let common = 0;
  for (const { behaviours } of cases) {
    const [first, second] = [behaviours[one], behaviours[other]];
    if (first === undefined || second === undefined) continue;
    common += 1;
    if (!behavesAlike(first, second)) return false;
  }
  return common > 0;
}

/**
 * What tells each two clusters apart.
 * @param sessions of each target, in the scenarios that all of them played
 * @param names of the targets
 */
export function pairsOf(
  clusters: readonly (readonly number[])[],
  cases: readonly ComparedCase[],
  names: readonly string[],
  sessions: readonly number[],
): ClusterPair[] {
  return clusters.flatMap((one, first) =>
    clusters.slice(first + 1).map((other, distance): ClusterPair => {
      const divergences: Divergence[] = [];
      let common = 0;
      for (const compared of cases) {
        const found = compare(compared, one, other);
        if (found === undefined) continue;
        common += 1;
        if (found !== 'alike') divergences.push(found);
      }
      return {
        clusters: [first, first + 1 + distance],
        common,
        parted: divergences.length,
        sessions: (sessions[one[0] ?? 0] ?? 0) - (sessions[other[0] ?? 0] ?? 0),
        partings: partingsOf(divergences, names),
      };
    }),
  );
}

/** The first members that part; `undefined` if no two of them played the scenario. */
function compare(
  compared: ComparedCase,
  one: readonly number[],
  other: readonly number[],
): Divergence | 'alike' | undefined {
  let result: 'alike' | undefined;
  for (const first of one) {
    for (const second of other) {
      const [mine, theirs] = [compared.behaviours[first], compared.behaviours[second]];
      if (mine === undefined || theirs === undefined) continue;
      const step = firstDifference(mine, theirs);
      if (step !== undefined) return { compared, step, targets: [first, second] };
      result = 'alike';
    }
  }
  return result;
}

/** One for each way in which they part, the smallest timeline first. */
function partingsOf(divergences: readonly Divergence[], names: readonly string[]): Parting[] {
  const ways = new Map<string, Parting>();
  for (const divergence of [...divergences].sort(bySize)) {
    const { compared, step, targets } = divergence;
    const [one, other] = targets.map((target) => ({
      target: names[target] ?? '',
      behaviour: compared.behaviours[target] ?? nothing,
    }));
    if (one === undefined || other === undefined) continue;
    const { way, sentence } = partingWords(compared.case.timeline, step, [one, other]);
    const known = ways.get(way);
    ways.set(way, known === undefined ? { sentence, scenarios: 1, smallest: divergence } : more(known));
  }
  return [...ways.values()];
}

const nothing: Behaviour = { conducts: new Map(), logs: new Map(), sessions: 0 };

function more(parting: Parting): Parting {
  return { ...parting, scenarios: parting.scenarios + 1 };
}

/** Fewest steps first, then the shortest virtual time, then by id. */
function bySize({ compared: one }: Divergence, { compared: other }: Divergence): number {
  return (
    one.case.timeline.steps.length - other.case.timeline.steps.length ||
    one.durationMs - other.durationMs ||
    (one.case.id < other.case.id ? -1 : 1)
  );
}
