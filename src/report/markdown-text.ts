import { visible } from '../record/markup.js';
import { oneLine } from '../record/one-line.js';

/** More of one text than this is no line of a table or of a comment. */
const longestText = 500;

/**
 * A text that an SDK or the author of a scenario wrote, as it may stand in Markdown that a service shows: it formats
 * nothing, ends no cell, links nowhere and calls nobody's attention.
 */
export function markdownText(text: string): string {
  return visible(oneLine(text, longestText)).replace(
    /[\\`*_[\]<>|@#&~!:^$]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
