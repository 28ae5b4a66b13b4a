/**
 * What would not be seen, or would turn round what is beside it: control characters, marks of direction, invisible ones,
 * line separators, halves of surrogate pairs and what is no character at all.
 */
const unseen =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

const named: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/**
 * A text as it may stand anywhere in HTML or SVG, in an attribute too, whoever wrote it. Line ends are spaces, and what a
 * reader would not see is shown as a JSON escape would show it.
 */
export function escapeMarkup(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => named.get(character) ?? '');
}

/** The part of it that concerns people: nothing in the text is invisible or moves what stands beside it. */
export function visible(text: string): string {
  return text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(unseen, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
