import { escapeMarkup } from '../../record/markup.js';
import type { CaseResult, RunResult } from '../../record/run-result.js';
import type { Status } from '../../record/verdict.js';
import { countOf } from '../count.js';
import { executionOf } from '../execution.js';
import { type Judgement, judgementOf } from '../judgement.js';
import { isJudged } from '../outcomes.js';
import type { PagePart } from '../page/frame.js';
import { sharesBar, statusCounts, statusMark, written } from '../page/words.js';
import { isVerified, verifiedLine } from '../verified.js';
import { worstOf } from '../worst.js';

const judgementStatus: Readonly<Record<Judgement, string>> = {
  conforms: 'pass',
  'does not conform': 'fail',
  'could not be judged': 'untestable',
};

const judgementShape: Readonly<Record<Judgement, string>> = {
  conforms: '✓',
  'does not conform': '✗',
  'could not be judged': '?',
};

/** What was judged, where it ran, and what came of it. */
export function headerOf(result: RunResult): string {
  const { target } = result;
  const judgement = judgementOf(result);
  return `<h1>Session tracking${target.executed ? ' of' : ':'} ${written(target.subject)}</h1>
<p class="quiet">${escapeMarkup(target.name)} · ${escapeMarkup(executionOf(target))}${target.variant === undefined ? '' : ` · ${written(target.variant)}`}</p>
${judgementMark(result, judgement)}
<p>${sentenceOf(result, judgement)}</p>`;
}

/** Nobody should take an SDK for flawless whose flaws are merely on record. */
function judgementMark(result: RunResult, judgement: Judgement): string {
  const isKnown = judgement === 'conforms' && countWorst(result, 'known', 'flaky') > 0;
  const status = isKnown ? 'known' : judgementStatus[judgement];
  const shape = isKnown ? '≈' : judgementShape[judgement];
  const words = isKnown ? 'conforms, but for what is known' : judgement;
  return `<p class="judgement status-${status}"><span aria-hidden="true">${shape}</span> ${words}</p>`;
}

/** Scenarios whose worst check came out as one of these. */
function countWorst({ cases }: RunResult, ...of: readonly Status[]): number {
  return cases.filter((each) => of.includes(worstOf(each))).length;
}

function sentenceOf(result: RunResult, judgement: Judgement): string {
  const { target, deviations } = result;
  const model = target.executed ? '' : ' No SDK was executed: this is what the engine or a model says.';
  if (judgement === 'could not be judged') return `Nothing here may be taken for a result.${model}`;
  const known = countWorst(result, 'known', 'flaky');
  const differs =
    known === 0
      ? ''
      : ` ${countOf(known, 'scenario')} ${known === 1 ? 'differs' : 'differ'} in ways that are listed as known.`;
  if (judgement === 'conforms') {
    return `No requirement is broken that is not listed as known (${countOf(deviations.length, 'deviation')} on record).${differs}${model}`;
  }
  const failing = countWorst(result, 'fail', 'stale');
  return `${countOf(failing, 'scenario')} ${failing === 1 ? 'fails' : 'fail'}.${differs}${model}`;
}

/** The line of what was verified, the counts, and a row for each section. */
export function summaryPart(result: RunResult): PagePart {
  const { edition, policy, seed, lapseVersion, target, faults, partial } = result;
  const facts: readonly (readonly [string, string])[] = [
    ['edition', edition],
    ['policy', policy],
    ['script', target.script ?? 'no SDK executed'],
    ['seed', String(seed)],
    ['Lapse', lapseVersion],
  ];
  const content = [
    `<p class="verified status-${isVerified(result) ? 'pass' : 'untestable'}">${written(verifiedLine(result))}</p>`,
    ...(partial === undefined ? [] : [`<p><strong>Partial:</strong> ${written(partial)}.</p>`]),
    ...faults.map(
      ({ scenario, message }) =>
        `<p><strong>A fault of Lapse</strong> in <code>${written(scenario)}</code>: ${written(message)}.</p>`,
    ),
    tiles(result),
    `<dl class="facts">${facts.map(([name, value]) => `<dt>${name}</dt><dd><code>${written(value)}</code></dd>`).join('')}</dl>`,
    sectionTable(result.cases),
  ];
  return { id: 'summary', heading: 'Summary', content: content.join('\n') };
}

function tiles({ cases, coverage }: RunResult): string {
  const verdicts = cases.flatMap((each) => each.verdicts).map(({ status }) => status);
  const inEdition = coverage.filter((row) => row.inEdition);
  const holding = inEdition.filter(({ outcome }) => outcome === 'conforms').length;
  const judged = inEdition.filter(({ outcome }) => isJudged(outcome)).length;
  const days = cases.reduce((sum, { trace }) => sum + (trace?.elapsedMs ?? 0), 0) / 86_400_000;
  const counts = (found: readonly Parameters<typeof statusMark>[0][]): string =>
    statusCounts(found)
      .map(([status, count]) => `${statusMark(status)} ${count}`)
      .join(' · ');
  return `<ul class="tiles">
<li><b>${cases.length}</b> scenarios<br>${counts(cases.map(worstOf))}</li>
<li><b>${verdicts.length}</b> checks<br>${counts(verdicts)}</li>
<li><b>${holding} of ${judged}</b> requirements hold<br><span class="quiet">${inEdition.length - judged} of the edition were not judged here</span></li>
<li><b>${days.toFixed(0)}</b> virtual days<br><span class="quiet">of activity were played</span></li>
</ul>`;
}

function sectionTable(cases: readonly CaseResult[]): string {
  const sections = [...new Set(cases.map(({ case: { section } }) => section))];
  const rows = sections.map((section) => {
    const found = cases.filter((each) => each.case.section === section).map(worstOf);
    const counts = statusCounts(found).map(([status, count]) => `${statusMark(status)} ${count}`);
    return `<tr><th scope="row">${written(section)}</th><td class="number">${found.length}</td><td>${counts.join(' &nbsp; ')}</td><td>${sharesBar(found)}</td></tr>`;
  });
  return `<div class="scroll" role="region" aria-label="Scenarios by section" tabindex="0"><table>
<caption>Scenarios by section; each counts as the worst of its checks</caption>
<thead><tr><th scope="col">section</th><th scope="col" class="number">scenarios</th><th scope="col">what came of them</th><th scope="col">shares</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}
