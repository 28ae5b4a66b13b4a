import type { KnownDeviation, RunResult } from '../../record/run-result.js';
import { countOf } from '../count.js';
import type { PagePart } from '../page/frame.js';
import { anchorOf, prose, statusMark, written } from '../page/words.js';

/** What is known of the target, as its maintainers wrote it down, and how many scenarios of the run show it. */
export function differencesPart({ deviations, cases }: RunResult): PagePart {
  const scenarios = new Map<string, Set<string>>();
  for (const { deviation, scenario } of cases.flatMap(({ verdicts }) => verdicts)) {
    if (deviation === undefined) continue;
    scenarios.set(deviation, (scenarios.get(deviation) ?? new Set()).add(scenario));
  }
  const entries = deviations.map((each) => entry(each, scenarios.get(each.id)?.size ?? 0));
  const heading = 'Known deviations';
  return {
    id: 'deviations',
    heading,
    content: `<p>${countOf(deviations.length, 'difference')} on record. Each is still looked for, and one that is gone fails the run.</p>
<details><summary>Show them</summary>
${entries.join('\n')}
</details>`,
  };
}

function entry({ id, requirement, reason, link, review, outcome }: KnownDeviation, shownBy: number): string {
  const scenarios =
    shownBy === 0
      ? 'no scenario of this run'
      : `<a class="find" href="#scenarios" data-find="${written(id.toLowerCase())}">${countOf(shownBy, 'scenario')}</a>`;
  const more = link === undefined || !/^https?:\/\//.test(link) ? '' : ` <a href="${written(link)}">Read more</a>.`;
  return `<h3 id="${anchorOf('deviation', id)}">${written(id)}</h3>
<p>${prose(reason.trim())}${more}</p>
<p class="quiet">${statusMark(outcome === 'stale' || outcome === 'flaky' ? outcome : 'known')} · <code>${written(requirement)}</code> · shown by ${scenarios} · to be reviewed by ${written(review)}</p>`;
}
