import { exit, type Journey, type Shares } from '../population.js';
import { sum } from './tolerance.js';

/** What follows a state, or begins a visit, among the states that leave an event. */
export type Chances = ReadonlyMap<string, number>;

/** A journey as the events show it. */
export interface SeenJourney {
  /** The chance of each state to be the first that is seen; `exit` for a visit that leaves no event at all. */
  readonly entry: Chances;
  /** By state, of each state to be the next that is seen. */
  readonly next: ReadonlyMap<string, Chances>;
}

/**
 * What is to be expected of the events of a journey, some of whose states leave none: those without an event never do,
 * and of the others a share is lost. The states between two seen ones are added up over all ways through them, which is
 * a system of linear equations.
 */
export function seenJourney({ entry, states }: Journey, lostShare: number): SeenJourney {
  const names = [...states.keys()];
  const isSeen = names.map((name) => (states.get(name)?.event === undefined ? 0 : 1 - lostShare));
  const chances = [...states.values()].map(({ next }) => weights(next, names));
  // The chance that `to` is the first seen of the states that are entered, from `from` on.
  const equations = chances.map((row, from) =>
    row.map((chance, to) => (from === to ? 1 : 0) - chance * (1 - (isSeen[to] ?? 0))),
  );
  const seenNext = [...names, exit].map((name, to) => {
    const direct = chances.map((row) => (name === exit ? 1 - sum(row) : (row[to] ?? 0) * (isSeen[to] ?? 0)));
    return solve(equations, direct);
  });
  const next = names.map(
    (name, from) => [name, new Map([...names, exit].map((target, to) => [target, seenNext[to]?.[from] ?? 0]))] as const,
  );
  const first = weights(entry, names);
  const entries = [...names, exit].map((name, to) => {
    const direct = name === exit ? 0 : (first[to] ?? 0) * (isSeen[to] ?? 0);
    const later = sum(first.map((chance, from) => chance * (1 - (isSeen[from] ?? 0)) * (seenNext[to]?.[from] ?? 0)));
    return [name, direct + later] as const;
  });
  return { entry: new Map(entries), next: new Map(next.filter((_, from) => (isSeen[from] ?? 0) > 0)) };
}

/** The chance of each state to be seen at least once in a visit. */
export function reachOf({ entry, next }: SeenJourney): Chances {
  const names = [...next.keys()];
  return new Map(
    names.map((goal) => {
      const others = names.filter((name) => name !== goal);
      const chance = (from: string, to: string): number => next.get(from)?.get(to) ?? 0;
      const equations = others.map((from) => others.map((to) => (from === to ? 1 : 0) - chance(from, to)));
      const reached = solve(
        equations,
        others.map((from) => chance(from, goal)),
      );
      const later = sum(others.map((name, index) => (entry.get(name) ?? 0) * (reached[index] ?? 0)));
      return [goal, (entry.get(goal) ?? 0) + later];
    }),
  );
}

/** The weights of the shares as chances, in the order of the names; what is missing to one is the exit. */
function weights(shares: Shares, names: readonly string[]): number[] {
  const total = sum(shares.values());
  return names.map((name) => (shares.get(name) ?? 0) / total);
}

/** Solves a system of linear equations by elimination with the largest pivot; the arguments are left as they are. */
function solve(equations: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = equations.map((row, index) => [...row, right[index] ?? 0]);
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    const lead = at(column, column);
    for (let row = 0; row < size; row++) {
      const factor = row === column ? 0 : at(row, column) / lead;
      if (factor !== 0) rows[row] = (rows[row] ?? []).map((value, index) => value - factor * at(column, index));
    }
  }
  return rows.map((_, index) => at(index, size) / at(index, index));
}
