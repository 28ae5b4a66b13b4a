import path from 'node:path';
import { visible } from '../record/markup.js';
import { oneLine } from '../record/one-line.js';
import type { CaseResult, RunResult } from '../record/run-result.js';
import type { Verdict } from '../record/verdict.js';
import { countOf } from './count.js';
import { executionOf } from './execution.js';
import { type Judgement, judgementOf } from './judgement.js';
import { markdownText } from './markdown-text.js';
import type { Reporter } from './reporter.js';
import { verifiedLine } from './verified.js';
import { alarming, worstFirst, worstOf } from './worst.js';

/** What a workflow on GitHub shows: annotations at scenarios, the summary of a job, and the text of a comment. */
export const githubReporter: Reporter = {
  id: 'github',
  title: 'annotations, a job summary and a comment for a workflow on GitHub',
  files: (result) =>
    new Map([
      ['annotations.txt', `${annotations(result).join('\n')}\n`],
      ['job-summary.md', `${document(result, mostInSummary).join('\n')}\n`],
      ['comment.md', `${[marker(result), ...document(result, mostInComment)].join('\n')}\n`],
    ]),
};

/** The service shows ten errors of a step and drops the rest without a word; one of them is that of the run. */
const mostAnnotations = 9;
/** Rows; a summary may have a megabyte, a comment 65,536 characters. */
const mostInSummary = 200;
const mostInComment = 20;
const longestMessage = 400;

const isAlarming = (result: CaseResult): boolean => alarming.has(worstOf(result));

/** The verdict that a scenario counts as. */
function worstVerdict(result: CaseResult): Verdict | undefined {
  const worst = worstOf(result);
  return result.verdicts.find(({ status }) => status === worst);
}

function annotations(result: RunResult): string[] {
  const faults = result.faults.map(({ scenario, message }) =>
    command('error', { title: `A fault of Lapse in ${scenario}` }, message),
  );
  const told = [...faults, ...result.cases.filter(isAlarming).map(annotation)];
  const shown = told.length <= mostAnnotations ? told : told.slice(0, mostAnnotations - 1);
  const left = told.length - shown.length;
  const judgement = judgementOf(result);
  return [
    ...shown,
    ...(left === 0 ? [] : [command('error', {}, `and ${left} more; the job summary has them all`)]),
    command(
      judgement === 'conforms' ? 'notice' : 'error',
      { title: `Lapse: ${result.target.subject} ${judgement}` },
      verifiedLine(result),
    ),
  ];
}

function annotation(result: CaseResult): string {
  const { case: scenario } = result;
  const verdict = worstVerdict(result);
  const more = result.verdicts.filter(({ status }) => alarming.has(status)).length - 1;
  const rest = more > 0 ? ` (and ${countOf(more, 'more check')})` : '';
  const step = verdict?.step === undefined ? undefined : scenario.places[verdict.step];
  const { file, line, column } = step ?? scenario.place;
  // An annotation is shown at a file of the repository; the scenarios of Lapse are in none.
  const place = isOfTheRepository(file)
    ? { file: file.split(path.sep).join('/'), line: `${line}`, col: `${column}` }
    : {};
  const title = `${scenario.id}: ${verdict?.requirement ?? ''} ${verdict?.status ?? ''}`;
  return command('error', { ...place, title }, `${verdict?.message ?? ''}${rest}`);
}

function isOfTheRepository(file: string): boolean {
  return !path.isAbsolute(file) && !file.startsWith('..') && !file.split(/[/\\]/).includes('node_modules');
}

/** A command of a workflow; neither a value nor the message can end it, or begin another. */
function command(kind: 'error' | 'notice', values: Readonly<Record<string, string>>, message: string): string {
  const pairs = Object.entries(values).map(
    ([name, value]) => `${name}=${escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${kind}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escaped(message)}`;
}

function escaped(text: string): string {
  return visible(oneLine(text, longestMessage)).replaceAll('%', '%25');
}

/** By which a later run finds its own comment, to write it anew. */
function marker({ target }: RunResult): string {
  return `<!-- lapse ${target.name.replace(/[^\w:.-]/g, '-').replaceAll('--', '-')} -->`;
}

const shapes: Readonly<Record<Judgement, string>> = {
  conforms: '✅',
  'does not conform': '❌',
  'could not be judged': '❓',
};

function document(result: RunResult, mostRows: number): string[] {
  const { target, cases, faults, partial, edition, policy } = result;
  const judgement = judgementOf(result);
  const failing = cases.filter(isAlarming);
  return [
    `## ${shapes[judgement]} ${markdownText(target.subject)} ${judgement}`,
    '',
    `${markdownText(verifiedLine(result))}.`,
    '',
    `${markdownText(target.name)} (${markdownText(executionOf(target))}) · edition ${markdownText(edition)} · policy ${markdownText(policy)}`,
    ...(partial === undefined ? [] : ['', `**Partial**: ${markdownText(partial)}.`]),
    ...faults.map(
      ({ scenario, message }) => `\n**A fault of Lapse** in ${markdownText(scenario)}: ${markdownText(message)}.`,
    ),
    '',
    ...countTable(result),
    ...failureTable(failing, mostRows),
    ...knownLines(result),
  ];
}

function countTable({ cases, coverage }: RunResult): string[] {
  const found = worstFirst.filter((status) => cases.some((each) => worstOf(each) === status));
  const checks = cases.flatMap(({ verdicts }) => verdicts);
  const requirements = coverage.filter(({ inEdition }) => inEdition);
  return [
    `| | ${found.join(' | ')} | all |`,
    `| --- | ${found.map(() => '---:').join(' | ')} | ---: |`,
    `| scenarios | ${found.map((status) => cases.filter((each) => worstOf(each) === status).length).join(' | ')} | ${cases.length} |`,
    `| checks | ${found.map((status) => checks.filter((each) => each.status === status).length).join(' | ')} | ${checks.length} |`,
    '',
    `${requirements.filter(({ outcome }) => outcome === 'conforms').length} of ${countOf(requirements.length, 'requirement')} of the edition were seen to hold.`,
  ];
}

function failureTable(failing: readonly CaseResult[], mostRows: number): string[] {
  if (failing.length === 0) return [];
  const rows = failing.slice(0, mostRows).map((each) => {
    const verdict = worstVerdict(each);
    return `| ${markdownText(each.case.id)} | ${verdict?.status} | ${markdownText(verdict?.requirement ?? '')} | ${markdownText(verdict?.message ?? '')} |`;
  });
  const left = failing.length - rows.length;
  return [
    '',
    '| scenario | status | requirement | what was seen |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(left === 0 ? [] : ['', `And ${countOf(left, 'more scenario')}.`]),
  ];
}

function knownLines({ cases }: RunResult): string[] {
  const known = cases.flatMap(({ verdicts }) =>
    verdicts.filter(({ status }) => status === 'known' || status === 'flaky'),
  );
  const ids = [...new Set(known.flatMap(({ deviation }) => deviation ?? []))].sort();
  if (ids.length === 0) return [];
  return [
    '',
    `<details><summary>${countOf(ids.length, 'known deviation')}</summary>`,
    '',
    ...ids.map((id) => `- ${markdownText(id)}`),
    '',
    '</details>',
  ];
}
