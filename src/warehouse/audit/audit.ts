import type { Database, Row } from '../../duckdb/database.js';
import type { AuditColumns } from './audit-columns.js';
import { columnRoles } from './audit-columns.js';
import { totalsQuery } from './audit-tables.js';
import type { AuditRules, Cause, Finding, FindingUnit } from './finding.js';
import { allFindings } from './findings/index.js';

/** One that was found; what nothing says is absent. */
export interface AuditExample {
  readonly user: string | undefined;
  readonly session: string | undefined;
  readonly atMs: number | undefined;
  /** What is to be seen there, in a few words. */
  readonly detail: string;
}

/** What came of looking for one finding. */
export interface AuditedFinding {
  readonly id: string;
  readonly title: string;
  readonly unit: FindingUnit;
  readonly verdict: 'found' | 'clean' | 'not judged';
  /** Why it is not judged, as the end of a sentence; empty when it is. */
  readonly why: string;
  readonly count: number;
  /** How many of its unit there are. */
  readonly total: number;
  /** The likely ones, the most frequent first. */
  readonly causes: readonly (Cause & { readonly count: number })[];
  /** The earliest three. */
  readonly examples: readonly AuditExample[];
}

export interface AuditTotals {
  readonly rows: number;
  readonly events: number;
  readonly sessions: number;
  readonly users: number;
  /** Of the first and the last event; absent when no time can be read. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

export interface AuditResult {
  readonly totals: AuditTotals;
  readonly findings: readonly AuditedFinding[];
}

/** Looks for every finding in the tables of `auditTables`, one statement for each. */
export async function audit(database: Database, columns: AuditColumns, rules: AuditRules): Promise<AuditResult> {
  const [row = {}] = await database.query(totalsQuery);
  const totals: AuditTotals = {
    rows: Number(row.rows),
    events: Number(row.events),
    sessions: Number(row.sessions),
    users: Number(row.users),
    firstMs: optionalNumber(row.first_ms),
    lastMs: optionalNumber(row.last_ms),
  };
  const findings: AuditedFinding[] = [];
  for (const finding of allFindings) findings.push(await look(database, finding, columns, rules, totals));
  return { totals, findings };
}

async function look(
  database: Database,
  finding: Finding,
  columns: AuditColumns,
  rules: AuditRules,
  totals: AuditTotals,
): Promise<AuditedFinding> {
  const { id, title, unit, needs } = finding;
  const lacked = needs.filter((role) => columns[role] === undefined).map((role) => `--${columnRoles[role].option}`);
  const why =
    lacked.length > 0
      ? `the export lacks the column of ${lacked.join(' and ')}`
      : (finding.unjudgedUnder?.(rules) ?? '');
  const total = totals[unit];
  const empty = { id, title, unit, why, count: 0, total, causes: [], examples: [] };
  if (why !== '') return { ...empty, verdict: 'not judged' };
  const rows = await database.query(`
    WITH found AS MATERIALIZED (${finding.rows(rules)}), ranked AS (
      SELECT clue, count(*) AS number FROM found GROUP BY clue
    )
    SELECT clue, number, NULL AS user, NULL AS session, NULL AS at_ms, NULL AS value FROM ranked
    UNION ALL
    SELECT clue, NULL, user, session, at_ms, value FROM
      (SELECT * FROM found ORDER BY at_ms NULLS LAST, user, session, value, clue LIMIT 3)`);
  const causes = rows.filter(({ number }) => number !== undefined).map((each) => causeOf(finding, each));
  const count = causes.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return { ...empty, verdict: 'clean' };
  const examples = rows.filter(({ number }) => number === undefined).map((each) => exampleOf(finding, each));
  return {
    ...empty,
    verdict: 'found',
    count,
    causes: causes.sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1)),
    examples: examples.sort(byTime),
  };
}

function causeOf({ id, causes }: Finding, { clue, number }: Row): Cause & { count: number } {
  const cause = causes[String(clue)];
  if (cause === undefined) throw new Error(`the finding ${id} has no cause for ${String(clue)}`);
  return { ...cause, count: Number(number) };
}

function exampleOf(finding: Finding, { user, session, at_ms, value }: Row): AuditExample {
  return {
    user: user === undefined ? undefined : String(user),
    session: session === undefined ? undefined : String(session),
    atMs: optionalNumber(at_ms),
    detail: finding.detail(Number(value)),
  };
}

/** The database promises no order of what it unites. */
function byTime(one: AuditExample, other: AuditExample): number {
  const difference = (one.atMs ?? Number.POSITIVE_INFINITY) - (other.atMs ?? Number.POSITIVE_INFINITY);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return textOf(one) < textOf(other) ? -1 : 1;
}

function textOf({ user, session, detail }: AuditExample): string {
  return `${user} ${session} ${detail}`;
}

function optionalNumber(value: Row[string]): number | undefined {
  return value === undefined ? undefined : Number(value);
}
