import { sha256Of } from '../../record/canonical-json.js';
import { escapeMarkup } from '../../record/markup.js';
import { oneLine } from '../../record/one-line.js';
import { type Status, statuses } from '../../record/verdict.js';
import { statusOfOutcome } from '../outcomes.js';
import { worstFirst } from '../worst.js';

/** Of a text that an SDK or the author of a scenario wrote; a page is no place for a megabyte of it. */
const longestText = 2000;

/** A shape for each status, so that nobody needs the colour. */
const shapes: Readonly<Record<Status, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  known: '≈',
  flaky: '±',
  stale: '↺',
  skip: '–',
  untestable: '?',
  characterization: 'Δ',
};

/** What a person or a program wrote, as it may stand in a page. */
export function written(text: string): string {
  return escapeMarkup(oneLine(text, longestText));
}

/** A sentence of the specification, in which names of code stand between back quotes. */
export function prose(text: string): string {
  return written(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

export function statusMark(status: Status): string {
  return `<span class="status status-${status}"><span aria-hidden="true">${shapes[status]}</span> ${status}</span>`;
}

/** How often each status occurs, the worst first; those that do not are left out. */
export function statusCounts(found: readonly Status[]): (readonly [Status, number])[] {
  return worstFirst.flatMap((status) => {
    const count = found.filter((each) => each === status).length;
    return count === 0 ? [] : [[status, count] as const];
  });
}

export function outcomeMark(outcome: string): string {
  const status = statusOfOutcome.get(outcome) ?? 'skip';
  return `<span class="status status-${status}"><span aria-hidden="true">${shapes[status]}</span> ${escapeMarkup(outcome)}</span>`;
}

/** An id as the id of an element: the same for the same text, and another one for another. */
export function anchorOf(kind: string, id: string): string {
  const plain = id.replace(/[^A-Za-z0-9/._=-]+/g, '-').slice(0, 120);
  // Two ids that differ only in what was replaced are told apart by their hash.
  return `${kind}-${plain === id ? id : `${plain}-${sha256Of(id).slice(-8)}`}`;
}

/** A bar of the shares of each status; the counts are beside it as text. */
export function sharesBar(found: readonly Status[]): string {
  let left = 0;
  const total = Math.max(1, found.length);
  const parts = statusCounts(found)
    .toSorted(([one], [other]) => statuses.indexOf(one) - statuses.indexOf(other))
    .map(([status, count]) => {
      const part = `<rect class="fill-${status}" x="${left}" y="0" width="${count}" height="1"/>`;
      left += count;
      return part;
    });
  return `<svg class="bar-of" viewBox="0 0 ${total} 1" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`;
}
