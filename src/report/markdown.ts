import { witnessOf } from '../explain/witness.js';
import type { CaseResult, CoverageRow, KnownDeviation, RunResult } from '../record/run-result.js';
import { type Status, statuses, type Verdict } from '../record/verdict.js';
import { countOf } from './count.js';
import { executionOf } from './execution.js';
import { doesNotHold } from './outcomes.js';
import type { Reporter } from './reporter.js';
import { verifiedLine } from './verified.js';
import { witnessLines } from './witness-lines.js';
import { differing, worstFirst, worstOf } from './worst.js';

/** Two texts for people who read them without a terminal: what came of the run, and a witness for all that differs. */
export const markdownReporter: Reporter = {
  id: 'markdown',
  title: 'a summary, and all that differs with a witness for each, to read',
  files: (result) =>
    new Map([
      ['summary.md', `${summary(result).join('\n')}\n`],
      ['deviations.md', `${deviations(result).join('\n')}\n`],
    ]),
};

function summary(result: RunResult): string[] {
  const { target, edition, policy, cases, coverage, faults, partial } = result;
  const verdicts = cases.flatMap((each) => each.verdicts);
  const breaking = coverage.filter(({ outcome }) => doesNotHold(outcome));
  return [
    ...heading(result),
    '',
    `Judged by the edition ${edition} of the requirements and, where they are silent, the policy ${policy}; Lapse ${result.lapseVersion}, seed ${result.seed}.`,
    ...(partial === undefined ? [] : ['', `**Partial**: ${partial}.`]),
    ...faults.map(({ scenario, message }) => `\n**A fault of Lapse** in ${scenario}: ${message}.`),
    '',
    '| | |',
    '| --- | --- |',
    `| scenarios | ${tally(cases.map(worstOf))} |`,
    `| verdicts | ${tally(verdicts.map(({ status }) => status))} |`,
    `| requirements of the edition | ${requirementTally(coverage)} |`,
    `| virtual time | ${(cases.reduce((sum, { trace }) => sum + (trace?.elapsedMs ?? 0), 0) / 86_400_000).toFixed(0)} days |`,
    '',
    '## Requirements that do not hold',
    '',
    ...(breaking.length === 0 ? ['None.'] : requirementTable(target.executed, breaking)),
  ];
}

function heading(result: RunResult): string[] {
  const { target } = result;
  const what = target.executed
    ? `What ${target.subject} did when it was run (${executionOf(target)}).`
    : `What the ${target.subject} says (${executionOf(target)}).`;
  return [`# ${target.name}`, '', what, '', `${verifiedLine(result)}.`];
}

function requirementTable(executed: boolean, rows: readonly CoverageRow[]): string[] {
  return [
    `| requirement | level | basis | ${executed ? 'the SDK' : 'according to its source'} | sentence |`,
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ requirement, level, basis, outcome, text }) =>
        `| ${requirement} | ${level} | ${basis} | ${outcome} | ${cell(text)} |`,
    ),
  ];
}

function tally(found: readonly Status[]): string {
  const counts = statuses.flatMap((status) => {
    const count = found.filter((each) => each === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  return [String(found.length), ...counts].join(' · ');
}

function requirementTally(coverage: readonly CoverageRow[]): string {
  const rows = coverage.filter(({ inEdition }) => inEdition);
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome))].sort();
  const counts = outcomes.map((outcome) => `${rows.filter((row) => row.outcome === outcome).length} ${outcome}`);
  return [String(rows.length), ...counts].join(' · ');
}

/** A deviation, or a requirement for which there is none, with every verdict that it is about. */
interface Group {
  readonly title: string;
  readonly deviation?: KnownDeviation;
  readonly found: { readonly result: CaseResult; readonly verdict: Verdict }[];
}

function deviations(result: RunResult): string[] {
  const groups = groupsOf(result);
  if (groups.length === 0) return [...heading(result), '', 'Nothing differs.'];
  return [
    ...heading(result),
    '',
    `${countOf(groups.length, 'difference')}, each with the smallest scenario that shows it. A deviation is a difference that is known and explained.`,
    ...groups.flatMap((group) => ['', ...groupLines(group, result)]),
  ];
}

/** Known ones first, by id; then what no deviation covers, by requirement and status. */
function groupsOf({ cases, deviations: known }: RunResult): Group[] {
  const groups = new Map<string, Group>();
  for (const result of cases) {
    for (const verdict of result.verdicts.filter(({ status }) => differing.has(status))) {
      const { status, requirement, deviation: id } = verdict;
      const title = id === undefined || (status !== 'known' && status !== 'flaky') ? `${requirement} (${status})` : id;
      const deviation = known.find((each) => each.id === id);
      const group = groups.get(title) ?? { title, found: [], ...(deviation === undefined ? {} : { deviation }) };
      group.found.push({ result, verdict });
      groups.set(title, group);
    }
  }
  const rank = ({ deviation, title }: Group): string => `${deviation === undefined ? 1 : 0} ${title}`;
  return [...groups.values()].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

function groupLines({ title, deviation, found }: Group, { coverage }: RunResult): string[] {
  const [smallest] = [...found].sort(bySize);
  const scenarios = [...new Set(found.map(({ result }) => result.case.id))];
  if (smallest === undefined) return [];
  const { result, verdict } = smallest;
  const row = coverage.find(({ requirement }) => requirement === verdict.requirement);
  const { level, basis, requirement: id } = verdict;
  const witness = witnessOf(verdict, result.case, result.trace, { id, level, basis, text: row?.text ?? '' });
  const paints = { bold: same, error: same, warning: same, quiet: same };
  const lines = witnessLines(witness, paints).map((line) => line.replace(/^ {2}/, ''));
  // What an SDK sent or logged may hold a fence itself.
  const fence = '`'.repeat(
    Math.max(3, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length + 1)),
  );
  return [
    `## ${title}`,
    '',
    ...(deviation === undefined ? [] : [...reasonLines(deviation), '']),
    `${countOf(scenarios.length, 'scenario')}, the smallest ${result.case.id}: ${result.case.title}.`,
    '',
    `${fence}text`,
    ...lines,
    fence,
    ...(scenarios.length === 1 ? [] : ['', `Scenarios: ${scenarios.join(', ')}.`]),
  ];
}

function reasonLines({ reason, link, review }: KnownDeviation): string[] {
  return [`${reason.trim()}${link === undefined ? '' : ` See <${link}>.`} To be reviewed by ${review}.`];
}

type Found = Group['found'][number];

function bySize({ result: one, verdict }: Found, { result: other, verdict: otherVerdict }: Found): number {
  return (
    one.case.timeline.steps.length - other.case.timeline.steps.length ||
    (one.trace?.elapsedMs ?? 0) - (other.trace?.elapsedMs ?? 0) ||
    (one.case.id === other.case.id ? 0 : one.case.id < other.case.id ? -1 : 1) ||
    worstFirst.indexOf(verdict.status) - worstFirst.indexOf(otherVerdict.status)
  );
}

function same(text: string): string {
  return text;
}

/** A text in a table: a bar would end its cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
