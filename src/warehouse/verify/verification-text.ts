import type { SessionRules } from '../session-rules.js';
import { ruleSentences } from '../sql/rule-sentences.js';
import { lost, none, twice } from './grouping.js';
import type { Difference, DifferingRow, Verification } from './verify.js';

export interface VerificationHead {
  readonly version: string;
  readonly file: string;
  readonly database: string;
  readonly rules: SessionRules;
}

/** What a verification has found, for a person. */
export function verificationText(head: VerificationHead, { tables, difference }: Verification): string {
  const lines = [
    `lapse ${head.version} · ${head.file} in ${head.database}`,
    ...ruleSentences(head.rules).map((sentence) => `  ${sentence}`),
    '',
    ...(difference === undefined
      ? [`  The query agrees with these rules on all ${tables} generated tables.`]
      : differenceLines(tables, difference)),
  ];
  return `${lines.join('\n')}\n`;
}

function differenceLines(tables: number, { count, rows, deviations, unexplained }: Difference): string[] {
  return [
    `  The query differs from these rules on ${count} of ${tables} generated tables. The fewest rows that show it:`,
    '',
    ...tableLines(rows),
    '',
    ...explanationLines(
      tables,
      deviations.map(({ sentence }) => sentence),
      unexplained,
    ),
  ];
}

function explanationLines(tables: number, sentences: readonly string[], unexplained: number): string[] {
  if (sentences.length === 0) return ['  None of the known mistakes says what it does.'];
  const rest =
    unexplained === 0
      ? `That is all: with it, the rules do what the query does on all ${tables} tables.`
      : `That is not all: on ${unexplained} of the ${tables} tables it still does something else.`;
  return [...sentences.map((sentence) => `  The query ${sentence}.`), `  ${rest}`];
}

function tableLines(rows: readonly DifferingRow[]): string[] {
  const [byRules, byQuery] = [names(rows.map((row) => row.byRules)), names(rows.map((row) => row.byQuery))];
  const cells = rows.map(({ event: { id, user, timeMs, campaign }, ...row }) => [
    id,
    user ?? 'NULL',
    new Date(timeMs).toISOString(),
    campaign === undefined ? 'NULL' : campaign === '' ? "''" : campaign,
    byRules(row.byRules),
    byQuery(row.byQuery),
  ]);
  const table = [['event', 'user', 'time', 'campaign', 'by the rules', 'by the query'], ...cells];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** Sessions are numbered in the order in which they appear. */
function names(groups: readonly string[]): (group: string) => string {
  const words = new Map([
    [lost, 'not returned'],
    [none, 'no session'],
    [twice, 'several rows'],
  ]);
  const sessions = [...new Set(groups.filter((group) => !words.has(group)))];
  return (group) => words.get(group) ?? `session ${sessions.indexOf(group) + 1}`;
}
