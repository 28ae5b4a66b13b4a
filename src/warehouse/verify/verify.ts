import fc from 'fast-check';
import type { SessionRules } from '../session-rules.js';
import type { Deviation } from './deviation.js';
import { deviationsFor } from './deviations/index.js';
import type { QueryEngine } from './engine.js';
import type { VerifyEvent } from './event.js';
import { smallestGaps } from './experiments.js';
import { type AskedTable, explain } from './explain.js';
import { fewestRows } from './fewest-rows.js';
import { generatedTables } from './generated-tables.js';
import { groupingOf, isSame } from './grouping.js';
import { answersBy, rightReading } from './reading.js';

export interface VerifyRequest {
  readonly rules: SessionRules;
  /** How many tables are generated. */
  readonly runs: number;
  readonly seed: number;
  /** Whether the table has events without a user. */
  readonly hasNobody: boolean;
}

/** How a query differs from the rules. */
export interface Difference {
  /** In how many of the tables. */
  readonly count: number;
  /** The fewest rows that show it, in the order of time. */
  readonly rows: readonly DifferingRow[];
  readonly deviations: readonly Deviation[];
  /** In how many of the tables the deviations do not say what the query does. */
  readonly unexplained: number;
}

export interface DifferingRow {
  readonly event: VerifyEvent;
  /** The first event of its session, or a word in place of one. */
  readonly byRules: string;
  readonly byQuery: string;
}

export interface Verification {
  readonly tables: number;
  /** Absent when the query agrees with the rules on all tables. */
  readonly difference: Difference | undefined;
}

/**
 * Asks a query about tables that are generated to tell right rules from wrong ones.
 * @throws InputError when the query fails
 */
export async function verify(engine: QueryEngine, request: VerifyRequest): Promise<Verification> {
  const { rules, runs, seed, hasNobody } = request;
  const right = rightReading(rules);
  const wanted = (events: readonly VerifyEvent[]): readonly string[] => groupingOf(events, answersBy(right, events));
  const got = async (events: readonly VerifyEvent[]): Promise<readonly string[]> =>
    groupingOf(events, await engine.ask(events));
  const differs = async (events: readonly VerifyEvent[]): Promise<boolean> =>
    !isSame(await got(events), wanted(events));
  const arbitrary = generatedTables(rules).map((events) =>
    hasNobody ? events : events.filter(({ user }) => user !== undefined),
  );
  const asked: AskedTable[] = [];
  for (const events of fc.sample(arbitrary, { numRuns: runs, seed }))
    asked.push({ events, grouping: await got(events) });
  const differing = asked.filter(({ events, grouping }) => !isSame(grouping, wanted(events)));
  if (differing.length === 0) return { tables: runs, difference: undefined };
  // The same tables once more, this time as far as the first that differs, which is then made simpler.
  const check = await fc.check(
    fc.asyncProperty(arbitrary, async (events) => !(await differs(events))),
    { numRuns: runs, seed },
  );
  const simplest = check.counterexample?.[0] ?? differing[0]?.events ?? [];
  const rows = await fewestRows(simplest, differs);
  const { deviations, unexplained } = explain(
    asked,
    right,
    deviationsFor({ rules, smallestGapsMs: await smallestGaps(engine) }),
  );
  const [byRules, byQuery] = [wanted(rows), await got(rows)];
  return {
    tables: runs,
    difference: {
      count: differing.length,
      rows: rows
        .map((event, index) => ({ event, byRules: byRules[index] ?? '', byQuery: byQuery[index] ?? '' }))
        .sort((one, other) => right.order(one.event, other.event)),
      deviations,
      unexplained,
    },
  };
}
