import { expectationText } from '../../explain/draw.js';
import { stepText } from '../../explain/step-text.js';
import { conductText } from '../../record/conduct.js';
import type { CaseResult } from '../../record/run-result.js';
import type { Verdict } from '../../record/verdict.js';
import { formatDuration } from '../../time/duration.js';
import { written } from '../page/words.js';

/** A row for each step: what the drawing shows, in words, and what the author expects by hand. */
export function stepTable({ case: scenario, trace, conducts = [] }: CaseResult, verdict: Verdict | undefined): string {
  const { steps } = scenario.timeline;
  const elapsedAt = new Map(
    (trace?.entries ?? []).flatMap((entry) => (entry.kind === 'step' ? [[entry.step, entry.elapsedMs] as const] : [])),
  );
  const conductAt = new Map(conducts.map((conduct) => [conduct.step, conduct]));
  const several = new Set(steps.map(({ device, client }) => `${device} ${client}`)).size > 1;
  const devices = new Set(steps.map(({ device }) => device)).size > 1;
  const head = ['step', 'time', ...(several ? ['client'] : []), 'what happens', 'by hand', 'by the engine', 'observed'];
  const rows = steps.map(({ device, client, action }, index) => {
    const conduct = conductAt.get(index);
    const isWitness = index === verdict?.step;
    const role = isWitness
      ? ' class="witness"'
      : verdict?.relatedSteps?.includes(index) === true
        ? ' class="related"'
        : '';
    const cells = [
      formatDuration(elapsedAt.get(index) ?? 0),
      ...(several ? [devices ? `${device} ${client}` : client] : []),
      stepText(action),
      expectationText(scenario.expectations.get(index)),
      conduct?.expected === undefined ? '' : conductText(conduct.expected),
      conduct?.observed === undefined ? '' : conductText(conduct.observed),
    ];
    const number = `<th scope="row">${isWitness ? '▶ ' : ''}${index + 1}</th>`;
    return `<tr${role}>${number}${cells.map((cell) => `<td>${written(cell)}</td>`).join('')}</tr>`;
  });
  return `<div class="scroll" role="region" aria-label="Steps" tabindex="0"><table><thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
