import type { CaseResult, CoverageRow, RunResult } from '../record/run-result.js';
import { verdictsFor } from '../record/spoken-for.js';
import type { Verdict } from '../record/verdict.js';
import { countOf } from './count.js';
import { scenarioBody } from './html/scenario-body.js';
import { headerOf } from './html/summary.js';
import { doesNotHold } from './outcomes.js';
import { framed } from './page/frame.js';
import { anchorOf, outcomeMark, prose, statusMark, written } from './page/words.js';
import { verifiedLine } from './verified.js';
import { differing } from './worst.js';

/** Where the witness of a requirement stands in the page. */
export function witnessAnchor(requirement: string): string {
  return anchorOf('requirement', requirement);
}

/** A page of what a target does otherwise: for each requirement that does not hold, the smallest scenario that shows it. */
export function witnessPage(result: RunResult): string {
  const broken = result.coverage.flatMap((row) => {
    const witness = smallestOf(row, result.cases);
    return witness === undefined ? [] : [{ row, witness }];
  });
  const { target, lapseVersion, edition, policy } = result;
  const entries = broken.map(({ row, witness }) => entry(row, witness, result));
  return framed({
    title: `What ${target.name} ${target.version} does otherwise · Lapse`,
    header: `<p><a href="../index.html">All results</a></p>\n${headerOf(result)}\n<p class="quiet">${written(verifiedLine(result))}</p>`,
    parts: [
      {
        id: 'witnesses',
        heading: 'Requirements that do not hold',
        content:
          entries.length === 0
            ? '<p>None was seen not to hold.</p>'
            : `<p>${countOf(entries.length, 'requirement')}, each with the smallest scenario that shows it.</p>\n${entries.join('\n')}`,
      },
    ],
    skipTo: { id: 'witnesses', words: 'Skip to the requirements' },
    footer: `Written by Lapse ${lapseVersion}: edition ${edition}, policy ${policy}.`,
    script: '',
  });
}

function entry(row: CoverageRow, witness: CaseResult, result: RunResult): string {
  const { requirement, level, basis, text, outcome } = row;
  const verdicts = verdictsFor(witness, requirement);
  // A deviation is told in the file beside this one.
  const told = verdicts.map(({ deviation: _deviation, ...verdict }) => verdict);
  const deviations = [...new Set(verdicts.flatMap(({ deviation }) => deviation ?? []))];
  const reasons = deviations.flatMap((id) => result.deviations.find((each) => each.id === id) ?? []);
  const status = verdicts.find((verdict) => differing.has(verdict.status))?.status ?? 'fail';
  return `<h3 id="${witnessAnchor(requirement)}" tabindex="-1"><code>${written(requirement)}</code> ${outcomeMark(outcome)}</h3>
<p>${written(level)}, ${written(basis)}: ${prose(text)}</p>
${reasons.map(({ id, reason }) => `<p><strong>${written(id)}</strong>: ${prose(reason.trim())}</p>`).join('\n')}
<details class="scenario" open><summary>${statusMark(status)} <h4>${written(witness.case.title)} <code class="name">${written(witness.case.id)}</code></h4></summary>${scenarioBody({ ...witness, verdicts: told }, result)}</details>`;
}

/** Of the scenarios in which a check that speaks for the requirement does not pass, or else one that speaks for it too. */
function smallestOf(
  { requirement, inEdition, outcome }: CoverageRow,
  cases: readonly CaseResult[],
): CaseResult | undefined {
  if (!inEdition || !doesNotHold(outcome)) return undefined;
  const shows = (verdicts: readonly Verdict[]): boolean => verdicts.some(({ status }) => differing.has(status));
  const own = cases.filter(({ verdicts }) => shows(verdicts.filter((verdict) => verdict.requirement === requirement)));
  const found = own.length > 0 ? own : cases.filter((each) => shows(verdictsFor(each, requirement)));
  return found.toSorted(
    (one, other) =>
      one.case.timeline.steps.length - other.case.timeline.steps.length ||
      (one.trace?.elapsedMs ?? 0) - (other.trace?.elapsedMs ?? 0) ||
      (one.case.id < other.case.id ? -1 : 1),
  )[0];
}
