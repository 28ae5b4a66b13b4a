import type { Deviation } from './deviation.js';
import type { VerifyEvent } from './event.js';
import { groupingOf, isSame } from './grouping.js';
import { answersBy, type Reading } from './reading.js';

/** A table that the query was asked about, and which events it put together. */
export interface AskedTable {
  readonly events: readonly VerifyEvent[];
  readonly grouping: readonly string[];
}

export interface Explanation {
  /** Together they say the most of how the query departs from the rules. */
  readonly deviations: readonly Deviation[];
  /** In how many of the tables the query still does otherwise than by the rules with these deviations. */
  readonly unexplained: number;
}

/** A query that departs from the rules in more ways than this is not explained by a list of them. */
const mostDeviations = 4;

/** Two mistakes may only together say more than another one, so that some lists are kept that are not the best so far. */
const keptLists = 8;

interface List {
  readonly deviations: readonly Deviation[];
  /** How many of the tables it does not explain. */
  readonly left: number;
}

/**
 * Which of the hypotheses make the rules do what the query does: lists that are made longer, each time by the hypotheses that
 * leave the fewest tables unexplained. Of lists that explain as much it is the shortest.
 */
export function explain(tables: readonly AskedTable[], right: Reading, candidates: readonly Deviation[]): Explanation {
  let best: List = { deviations: [], left: countOf(tables, right) };
  let lists: readonly List[] = [best];
  while (best.left > 0 && (lists[0]?.deviations.length ?? mostDeviations) < mostDeviations) {
    lists = longer(lists, candidates)
      .map((deviations) => ({ deviations, left: countOf(tables, applied(right, deviations)) }))
      .sort((one, other) => one.left - other.left)
      .slice(0, keptLists);
    best = [best, ...lists].reduce((one, other) => (other.left < one.left ? other : one));
  }
  return { deviations: best.deviations, unexplained: best.left };
}

function longer(lists: readonly List[], candidates: readonly Deviation[]): readonly Deviation[][] {
  return lists.flatMap(({ deviations }) =>
    candidates.filter((each) => !deviations.includes(each)).map((each) => [...deviations, each]),
  );
}

function applied(right: Reading, deviations: readonly Deviation[]): Reading {
  return deviations.reduce((reading, deviation) => deviation.apply(reading), right);
}

function countOf(tables: readonly AskedTable[], reading: Reading): number {
  return tables.filter(({ events, grouping }) => !isSame(grouping, groupingOf(events, answersBy(reading, events))))
    .length;
}
