import { type ResultChange, type RunComparison, resultChanges } from '../record/result-change.js';
import { countOf } from './count.js';
import { type Columns, csvTable } from './csv-table.js';

/** Changes of one kind that are told on the console; the others are in `compare.csv`. */
const mostTold = 20;

/** What a person reads: how much changed, and each change with its witness. */
export function compareText({ before, now, changes, onlyBefore, onlyNow }: RunComparison): string {
  const common = now.scenarios.size - onlyNow.length;
  const sections = resultChanges.flatMap((kind) => {
    const found = changes.filter(({ change }) => change === kind);
    if (found.length === 0) return [];
    const more = found.length > mostTold ? [`    and ${found.length - mostTold} more`] : [];
    return ['', `  ${kind.toUpperCase()}: ${found.length}`, ...found.slice(0, mostTold).flatMap(changeLines), ...more];
  });
  const counts = resultChanges.map((kind) => `${changes.filter(({ change }) => change === kind).length} ${kind}`);
  return [
    `before: ${before.subject} · edition ${before.edition} · policy ${before.policy}`,
    `now:    ${now.subject} · edition ${now.edition} · policy ${now.policy}`,
    ...sections,
    '',
    `  ${[`${countOf(common, 'scenario')} compared`, ...counts].join(' · ')}`,
    ...onlyLines(onlyBefore, 'before'),
    ...onlyLines(onlyNow, 'now'),
    '',
  ].join('\n');
}

function changeLines({ scenario, requirement, before, now }: ResultChange): string[] {
  return [
    `    ${scenario} ${requirement}`,
    ...(before === undefined ? [] : [`      before: ${before.status}, ${before.check}: ${before.message}`]),
    ...(now === undefined ? [] : [`      now: ${now.status}, ${now.check}: ${now.message}`]),
  ];
}

function onlyLines(scenarios: readonly string[], when: string): string[] {
  return scenarios.length === 0 ? [] : [`  ${countOf(scenarios.length, 'scenario')} only ${when}`];
}

const columns: Columns<ResultChange> = {
  change: ({ change }) => change,
  scenario: ({ scenario }) => scenario,
  requirement: ({ requirement }) => requirement,
  check_before: ({ before }) => before?.check,
  step_before: ({ before }) => before?.step,
  status_before: ({ before }) => before?.status,
  message_before: ({ before }) => before?.message,
  check_now: ({ now }) => now?.check,
  step_now: ({ now }) => now?.step,
  status_now: ({ now }) => now?.status,
  message_now: ({ now }) => now?.message,
};

/** `compare.csv`: one row for each change. */
export function compareCsv({ changes }: RunComparison): string {
  return csvTable(columns, changes);
}

/** One document for programs. */
export function compareJson({ before, now, changes, onlyBefore, onlyNow }: RunComparison): string {
  const run = ({ subject, edition, policy, scenarios }: RunComparison['now']) => ({
    subject,
    edition,
    policy,
    scenarios: scenarios.size,
  });
  const document = { formatVersion: 1, before: run(before), now: run(now), changes, onlyBefore, onlyNow };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
