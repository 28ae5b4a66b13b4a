import { drawSvg } from '../../explain/draw-svg.js';
import { lanesOf } from '../../explain/lanes.js';
import { witnessOf } from '../../explain/witness.js';
import { visible } from '../../record/markup.js';
import type { CaseResult, RunResult } from '../../record/run-result.js';
import type { Status, Verdict } from '../../record/verdict.js';
import { countOf } from '../count.js';
import { anchorOf, prose, statusMark, written } from '../page/words.js';
import { witnessLines } from '../witness-lines.js';
import { worstFirst } from '../worst.js';
import { stepTable } from './step-table.js';

/** More differences of one scenario than this tell nothing new. */
const mostDifferences = 12;

const unremarkable: ReadonlySet<Status> = new Set(['pass', 'skip']);

/**
 * What is told of one scenario: its requirements, its witness, the drawing with the table that says the same, and the
 * checks. It is markup that also stands inside a `noscript`, and therefore never has one of its own.
 */
export function scenarioBody(result: CaseResult, run: Pick<RunResult, 'coverage'>): string {
  const { case: scenario, verdicts } = result;
  const differing = worstFirst
    .filter((status) => !unremarkable.has(status))
    .flatMap((status) => verdicts.filter((verdict) => verdict.status === status));
  const [first, ...others] = differing;
  return [
    `<ul>${scenario.requirements.map((id) => sentence(id, run)).join('')}</ul>`,
    ...(first === undefined ? [] : [difference(first, result, run)]),
    ...(others.length === 0 ? [] : [otherList(others)]),
    ...drawing(result, first),
    checkLine(verdicts),
  ].join('');
}

function sentence(id: string, { coverage }: Pick<RunResult, 'coverage'>): string {
  const row = coverage.find(({ requirement }) => requirement === id);
  const text = row === undefined ? '' : ` (${written(row.level)}, ${written(row.basis)}): ${prose(row.text)}`;
  return `<li><code>${written(id)}</code>${text}</li>`;
}

function difference(verdict: Verdict, { case: scenario, trace }: CaseResult, run: Pick<RunResult, 'coverage'>): string {
  const { requirement: id, level, basis } = verdict;
  const text = run.coverage.find(({ requirement }) => requirement === id)?.text ?? '';
  const witness = witnessOf(verdict, scenario, trace, { id, level, basis, text });
  const lines = witnessLines(witness, { bold: same, error: same, warning: same, quiet: same });
  return `<p>${statusMark(verdict.status)} <code>${written(verdict.check)}</code>: ${written(verdict.message)}${deviationLink(verdict)}</p>
<pre tabindex="0" aria-label="The witness">${lines.map((line) => preformatted(line.replace(/^ {2}/, ''))).join('\n')}</pre>`;
}

/** The spaces at the beginning of a line are its layout. */
function preformatted(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + written(visible(line.slice(indent.length)));
}

function otherList(verdicts: readonly Verdict[]): string {
  const items = verdicts
    .slice(0, mostDifferences)
    .map(
      (each) =>
        `<li>${statusMark(each.status)} <code>${written(each.check)}</code>: ${written(each.message)}${deviationLink(each)}</li>`,
    );
  const more = verdicts.length > mostDifferences ? `<li>and ${verdicts.length - mostDifferences} more</li>` : '';
  return `<ul>${items.join('')}${more}</ul>`;
}

function deviationLink({ deviation }: Verdict): string {
  return deviation === undefined ? '' : ` (<a href="#${anchorOf('deviation', deviation)}">${written(deviation)}</a>)`;
}

function drawing(result: CaseResult, verdict: Verdict | undefined): string[] {
  const { case: scenario, trace, conducts = [], verdicts } = result;
  if (trace === undefined) {
    return verdict === undefined ? [`<p>Not played: ${written(verdicts[0]?.message ?? '')}.</p>`] : [];
  }
  if (scenario.timeline.steps.length === 0) return [];
  const lanes = lanesOf({ case: scenario, trace, conducts, verdict });
  const differing = lanes.clients.flatMap((client) => client.differing).sort((one, other) => one - other)[0];
  const sessions = (side: 'expected' | 'observed'): number =>
    new Set(lanes.clients.flatMap((client) => client[side].map(({ session }) => session))).size;
  const label = [
    `Timeline of ${scenario.id}: ${countOf(scenario.timeline.steps.length, 'step')}`,
    `${countOf(sessions('expected'), 'session')} expected, ${sessions('observed')} observed`,
    differing === undefined ? 'the two agree' : `they part at step ${differing + 1}`,
    'the table that follows says the same in words',
  ].join('; ');
  const left =
    lanes.left === 0 ? '' : `<figcaption class="quiet">and ${lanes.left} more steps, in the table</figcaption>`;
  return [
    `<figure><div class="scroll" role="region" aria-label="Timeline" tabindex="0">${drawSvg(lanes, label)}</div>${left}</figure>`,
    stepTable(result, verdict),
  ];
}

function checkLine(verdicts: readonly Verdict[]): string {
  const names = (status: Status): string => {
    const found = [...new Set(verdicts.filter((each) => each.status === status).map(({ check }) => check))];
    return found.length === 0 ? '' : `<p class="quiet">${status}: ${found.map(written).join(', ')}</p>`;
  };
  return names('pass') + names('skip');
}

function same(text: string): string {
  return text;
}
