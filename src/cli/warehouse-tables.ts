import { type Columns, csvTable } from '../report/csv-table.js';
import { formatDuration } from '../time/duration.js';
import type { AuditedFinding } from '../warehouse/audit/audit.js';
import { exampleText, likelyCause, shareOf } from '../warehouse/audit/audit-words.js';
import type { Outcome } from '../warehouse/whatif/what-if.js';
import { hiddenIn, nameOf, perSession } from '../warehouse/whatif/what-if-words.js';

/** The tables of what was looked at in a warehouse; reports/README.md explains each column. */

const auditColumns: Columns<AuditedFinding> = {
  finding: ({ id }) => id,
  what: ({ title }) => title,
  verdict: ({ verdict }) => verdict,
  count: (finding) => countCell(finding, finding.count),
  share: (finding) => countCell(finding, shareOf(finding)),
  unit: ({ unit }) => unit,
  total: ({ total }) => total,
  cause: likelyCause,
  example_1: ({ examples }) => exampleCell(examples[0]),
  example_2: ({ examples }) => exampleCell(examples[1]),
  example_3: ({ examples }) => exampleCell(examples[2]),
};

/** What was not looked for is not zero. */
function countCell({ verdict }: AuditedFinding, value: number | undefined): number | undefined {
  return verdict === 'not judged' ? undefined : value;
}

function exampleCell(example: AuditedFinding['examples'][number] | undefined): string | undefined {
  return example === undefined ? undefined : exampleText(example);
}

const whatIfColumns: Columns<Outcome> = {
  timeout: ({ timeoutMs }) => formatDuration(timeoutMs),
  timeout_ms: ({ timeoutMs }) => timeoutMs,
  scope: ({ scope }) => scope,
  name: (outcome) => (outcome.scope === 'all' ? undefined : nameOf(outcome)),
  sessions: ({ sessions }) => sessions,
  mean_ms: ({ meanMs }) => (meanMs === undefined ? undefined : Math.round(meanMs)),
  median_ms: ({ medianMs }) => medianMs,
  bounce: (outcome) => perSession(outcome.bounces, outcome),
  conversions: ({ conversions }) => conversions,
  converting: ({ converting }) => converting,
  hidden: hiddenIn,
  conversions_per_session: (outcome) => perSession(outcome.conversions, outcome),
};

/** `audit.csv`: a row for each finding. */
export function auditCsv(findings: readonly AuditedFinding[]): string {
  return csvTable(auditColumns, findings);
}

/** `whatif.csv`: a row for each timeout, and for each group and campaign under it. */
export function whatIfCsv(outcomes: readonly Outcome[]): string {
  return csvTable(whatIfColumns, outcomes);
}
