import type { CoverageRow, RunResult } from '../../record/run-result.js';
import { countOf } from '../count.js';
import { doesNotHold } from '../outcomes.js';
import type { PagePart } from '../page/frame.js';
import { outcomeMark, prose, written } from '../page/words.js';

/** The coverage: what does not hold first, then all that the edition asks for. */
export function requirementsPart({ coverage, edition }: RunResult): PagePart {
  const rows = coverage.filter(({ inEdition }) => inEdition);
  const failing = rows.filter(({ outcome }) => doesNotHold(outcome));
  const content = [
    failing.length === 0 ? '<p>None was seen not to hold.</p>' : table('Requirements that do not hold', failing),
    `<details><summary>All ${countOf(rows.length, 'requirement')} of the edition ${written(edition)}</summary>`,
    table('Every requirement of the edition and what became of it', rows),
    '</details>',
  ];
  return { id: 'requirements', heading: 'Requirements', content: content.join('\n') };
}

function table(caption: string, rows: readonly CoverageRow[]): string {
  return `<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="wide">
<caption>${caption}</caption>
<thead><tr><th scope="col">requirement</th><th scope="col">outcome</th><th scope="col">level, basis</th><th scope="col">sentence</th><th scope="col" class="number">scenarios</th></tr></thead>
<tbody>${rows.map(row).join('\n')}</tbody></table></div>`;
}

function row({ requirement, outcome, level, basis, text, scenarios }: CoverageRow): string {
  const found =
    scenarios.length === 0
      ? '0'
      : `<a class="find" href="#scenarios" data-find="${written(requirement)}" aria-label="${countOf(scenarios.length, 'scenario')} of ${written(requirement)}">${scenarios.length}</a>`;
  return `<tr><th scope="row"><code>${written(requirement)}</code></th><td>${outcomeMark(outcome)}</td><td>${written(level)}, ${written(basis)}</td><td>${prose(text)}</td><td class="number">${found}</td></tr>`;
}
