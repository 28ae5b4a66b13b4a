import type { CaseResult, RunResult } from '../../record/run-result.js';
import { statuses } from '../../record/verdict.js';
import type { PagePart } from '../page/frame.js';
import { anchorOf, statusCounts, statusMark, written } from '../page/words.js';
import { alarming, worstFirst, worstOf } from '../worst.js';
import { scenarioBody } from './scenario-body.js';

/** So many that do not hold are open when the page is; each can be opened. */
const mostOpen = 5;
/** Beyond so many scenarios those that pass are only listed: a page of hundreds of megabytes opens nowhere. */
const mostDrawn = 3000;

/** The list, with its filter. What a scenario that holds has inside is drawn once it is opened. */
export function scenariosPart(result: RunResult): PagePart {
  const { cases } = result;
  const opened = new Set(cases.filter((each) => alarming.has(worstOf(each))).slice(0, mostOpen));
  const drawn = new Set(cases.length <= mostDrawn ? cases : [...cases].sort(byStatus).slice(0, mostDrawn));
  const sections = [...new Set(cases.map(({ case: { section } }) => section))];
  const groups = sections.map((section) => {
    const own = cases.filter((each) => each.case.section === section);
    const list = own.map((each) => scenario(each, result, { isOpen: opened.has(each), isDrawn: drawn.has(each) }));
    return `<section class="group"><h3>${written(section)}</h3>\n${list.join('\n')}\n</section>`;
  });
  return {
    id: 'scenarios',
    heading: 'Scenarios',
    content: [filter(cases, sections), legend, ...groups].join('\n'),
  };
}

function byStatus(one: CaseResult, other: CaseResult): number {
  return worstFirst.indexOf(worstOf(one)) - worstFirst.indexOf(worstOf(other));
}

function scenario(
  each: CaseResult,
  result: RunResult,
  { isOpen, isDrawn }: { readonly isOpen: boolean; readonly isDrawn: boolean },
): string {
  const { case: subject, verdicts } = each;
  const worst = worstOf(each);
  const find = [
    subject.id,
    subject.title,
    ...new Set(verdicts.flatMap(({ requirement, deviation = '' }) => [requirement, deviation])),
    ...subject.requirements,
  ];
  const words = [...new Set(find.filter((word) => word !== ''))].join(' ').toLowerCase();
  const body = isDrawn ? scenarioBody(each, result) : '<p>Not drawn: there are too many scenarios for one page.</p>';
  return `<details class="scenario" id="${anchorOf('scenario', subject.id)}" data-status="${worst}" data-section="${written(subject.section)}" data-find="${written(words)}"${isOpen ? ' open' : ''}><summary>${statusMark(worst)} <h4>${written(subject.title)} <code class="name">${written(subject.id)}</code></h4></summary>${isOpen ? body : `<noscript>${body}</noscript>`}</details>`;
}

function filter(cases: readonly CaseResult[], sections: readonly string[]): string {
  const counts = statusCounts(cases.map(worstOf));
  const quiet = counts.some(([status]) => status !== 'pass' && status !== 'skip');
  const boxes = counts.map(
    ([status, count]) =>
      `<label><input type="checkbox" value="${status}"${quiet && (status === 'pass' || status === 'skip') ? '' : ' checked'}>${statusMark(status)} ${count}</label>`,
  );
  const options = sections.map((section) => `<option>${written(section)}</option>`);
  return `<form class="filter" role="search" aria-label="Filter the scenarios" hidden>
<fieldset><legend>Status</legend>${boxes.join('')}</fieldset>
<div class="row"><label>Section<select name="section"><option value="">all</option>${options.join('')}</select></label>
<label>Text<input type="search" name="text" placeholder="scenario, requirement, deviation" size="30"></label>
<button type="button" id="all">Show all</button> <button type="button" id="open">Open the first 20 shown</button> <button type="button" id="close">Close all</button></div>
<p id="shown" role="status" class="quiet"></p>
</form>`;
}

const legend = `<details><summary>How to read a timeline</summary>
<p>Time goes from left to right, a column for each step. Each client has a lane: what the reference engine expects stands above what was observed on the wire. The columns of a witness are framed (▼) and tinted. The table below each drawing says the same in words.</p>
<ul class="legend"><li>S1, S2: sessions in their order</li><li>★: with the start marker</li><li>≠: the two sides differ</li><li>▲: messages that arrived</li><li>✕: attempts that did not</li><li>thick arrow: time passes</li><li>broken arrow: the device sleeps</li><li>» «: somebody sets the clock forward or back</li><li>TZ: another time zone</li><li>grey: hidden, frozen or not open</li></ul>
<p class="quiet">Statuses: ${statuses.map((status) => statusMark(status)).join(' · ')}; only pass is a pass.</p>
</details>`;
