import { createColors } from 'picocolors';
import { witnessOf } from '../explain/witness.js';
import type { Case } from '../record/case.js';
import type { CaseResult, RunResult } from '../record/run-result.js';
import { type Status, statuses, type Verdict } from '../record/verdict.js';
import { formatPlace } from '../spec/input-error.js';
import type { Registry } from '../spec/requirements.js';
import { formatDuration } from '../time/duration.js';
import { brokenRequirementLines } from './broken-requirements.js';
import { corpusLines } from './corpus.js';
import { executionOf } from './execution.js';
import { verifiedLine } from './verified.js';
import { witnessLines } from './witness-lines.js';
import { worstFirst, worstOf } from './worst.js';

export interface ConsoleOptions {
  readonly registry: Registry;
  readonly colour: boolean;
  /** Real time that the run took. */
  readonly tookMs: number;
  /** Reports that were written, as a person would name them. */
  readonly files: readonly string[];
  /** Of the browser in which the target ran, if it did. */
  readonly browserVersion?: string | undefined;
  /** Whether deviations are named of which nothing was judged; where little was asked for, most are such. */
  readonly namesDeviationsNotRun?: boolean;
  /** The command that plays one scenario as this run did. */
  readonly commandFor: (scenario: Case) => string;
}

/** Deviations that are named in one line. */
const mostNamed = 5;

type Paint = (text: string) => string;

/** What a person reads after a run: sections, failures with their witnesses, totals. */
export function consoleReport(result: RunResult, options: ConsoleOptions): string {
  const colours = createColors(options.colour);
  const paints: Record<Status, Paint> = {
    pass: colours.green,
    fail: colours.red,
    stale: colours.red,
    untestable: colours.magenta,
    warn: colours.yellow,
    known: colours.yellow,
    flaky: colours.yellow,
    characterization: colours.cyan,
    skip: colours.dim,
  };
  // After a probe that failed nothing is judged, for one reason, which has been said.
  const judged = result.probes.every(({ ok }) => ok);
  const failing = judged ? result.cases.filter(isTellable) : [];
  const broken = judged ? brokenRequirementLines(result.cases, options.registry.byId) : [];
  return [
    header(result, options.browserVersion),
    `  ${(judged ? colours.green : colours.red)(verifiedLine(result))}`,
    ...sectionLines(result, paints),
    ...corpusLines(result.cases),
    ...failing.flatMap((each) => ['', ...failureLines(each, options, paints, colours.bold)]),
    ...faultLines(result, colours.red),
    ...overdueLines(result, colours.red),
    ...(broken.length === 0 ? [] : ['', ...broken]),
    '',
    ...totalLines(result, options, paints),
    ...(options.files.length === 0 ? [] : [`  ${options.files.join('  ')}`]),
    '',
  ].join('\n');
}

const tellable: ReadonlySet<Status> = new Set(['fail', 'stale', 'untestable', 'warn', 'characterization']);

function isTellable({ verdicts }: CaseResult): boolean {
  return verdicts.some(({ status }) => tellable.has(status));
}

/** What is judged, where, and by what. @param browserVersion as for `executionOf` */
export function header(
  { lapseVersion, target, edition, policy }: Pick<RunResult, 'lapseVersion' | 'target' | 'edition' | 'policy'>,
  browserVersion?: string,
): string {
  // Who has said nothing of himself has no version.
  const subject = [target.name, target.version, target.variant ?? ''].filter((word) => word !== '').join(' ');
  return `lapse ${lapseVersion} · ${subject} (${executionOf(target, browserVersion)}) · edition ${edition} · policy ${policy}`;
}

function sectionLines(result: RunResult, paints: Record<Status, Paint>): string[] {
  const sections = new Map<string, CaseResult[]>();
  for (const each of result.cases) {
    sections.set(each.case.section, [...(sections.get(each.case.section) ?? []), each]);
  }
  return [...sections].map(([section, results]) => {
    const cells = statuses.flatMap((status) => {
      const count = results.filter((each) => worstOf(each) === status).length;
      if (count === 0) return [];
      const isListed = status === 'known' || status === 'flaky';
      const known = isListed ? ` (${deviationsOf(results, status).join(', ')})` : '';
      return [paints[status](`${String(count).padStart(3)} ${status}${known}`)];
    });
    return `  ${section.padEnd(14)}${cells.join('  ')}`;
  });
}

function deviationsOf(results: readonly CaseResult[], of: Status): string[] {
  const known = results.flatMap(({ verdicts }) => verdicts.filter(({ status }) => status === of));
  return [...new Set(known.flatMap(({ deviation }) => deviation ?? []))].sort();
}

/** Why one scenario fails, as the console says it, without colours. */
export function failureText(result: CaseResult, options: Pick<ConsoleOptions, 'registry' | 'commandFor'>): string {
  const plain: Paint = (text) => text;
  const paints = Object.fromEntries(statuses.map((status) => [status, plain])) as Record<Status, Paint>;
  return failureLines(result, options, paints, plain).join('\n');
}

function failureLines(
  result: CaseResult,
  options: Pick<ConsoleOptions, 'registry' | 'commandFor'>,
  paints: Record<Status, Paint>,
  bold: Paint,
): string[] {
  const { case: scenario, verdicts, trace } = result;
  const [first, ...rest] = verdicts.filter(({ status }) => tellable.has(status)).sort(bySeverity);
  if (first === undefined) return [];
  const requirement = options.registry.byId.get(first.requirement);
  const lines = [`${paints[first.status](first.status.toUpperCase())} ${bold(scenario.id)} · ${scenario.title}`];
  if (requirement !== undefined) {
    const witnessPaints = { bold, error: paints.fail, warning: paints.warn, quiet: paints.skip };
    lines.push(...witnessLines(witnessOf(first, scenario, trace, requirement), witnessPaints));
  }
  for (const { check, status, message } of rest) lines.push(`  also ${status}  ${check}: ${message}`);
  lines.push(`  ${formatPlace(scenario.place)}`, `  ${options.commandFor(scenario)}`);
  return lines;
}

function bySeverity(one: Verdict, other: Verdict): number {
  return worstFirst.indexOf(one.status) - worstFirst.indexOf(other.status);
}

function faultLines({ faults }: RunResult, bad: Paint): string[] {
  if (faults.length === 0) return [];
  return ['', ...faults.map(({ scenario, message }) => bad(`FAULT OF LAPSE ${scenario}: ${message}`))];
}

function overdueLines({ overdue }: RunResult, bad: Paint): string[] {
  return overdue.map(({ deviation, review }) =>
    bad(`OVERDUE the deviation ${deviation} was to be reviewed by ${review}`),
  );
}

function totalLines(result: RunResult, options: ConsoleOptions, paints: Record<Status, Paint>): string[] {
  const verdicts = result.cases.flatMap((each) => each.verdicts);
  const countOf = new Map<Status, number>();
  for (const { status } of verdicts) countOf.set(status, (countOf.get(status) ?? 0) + 1);
  const counts = statuses.flatMap((status) => {
    const count = countOf.get(status) ?? 0;
    return count > 0 || status === 'fail' ? [paints[count === 0 ? 'skip' : status](`${count} ${status}`)] : [];
  });
  const virtualMs = result.cases.reduce((sum, { trace }) => sum + (trace?.elapsedMs ?? 0), 0);
  const took = `${coarse(virtualMs)} in ${(options.tookMs / 1_000).toFixed(1)} s`;
  const lines = [
    `  ${[plural(result.cases.length, 'scenario'), plural(verdicts.length, 'check'), ...counts, took].join(' · ')}`,
  ];
  if (result.cases.length > 0 && verdicts.every(({ status }) => status === 'skip')) {
    const [first, ...others] = new Set(result.cases.flatMap((each) => each.verdicts[0]?.message ?? []));
    const more = others.length === 0 ? '' : `, and ${plural(others.length, 'other reason')}`;
    lines.push(paints.untestable(`  NOTHING JUDGED: ${first}${more}`));
  }
  const notRun = options.namesDeviationsNotRun ? result.deviations.filter(({ outcome }) => outcome === 'not run') : [];
  if (notRun.length > 0) {
    const ids = notRun.map(({ id }) => id);
    const more = ids.length > mostNamed ? `, and ${ids.length - mostNamed} more` : '';
    lines.push(`  deviations that were not run: ${ids.slice(0, mostNamed).join(', ')}${more}`);
  }
  if (result.partial !== undefined) lines.push(paints.fail(`  PARTIAL: ${result.partial}`));
  return lines;
}

/** A long virtual time in its largest unit. */
export function coarse(durationMs: number): string {
  const day = 86_400_000;
  return durationMs < day
    ? `${formatDuration(durationMs)} of virtual time`
    : `${(durationMs / day).toFixed(0)} virtual days`;
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
