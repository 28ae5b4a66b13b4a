/**
 * A text that others wrote, such as a key of a file or an error of an SDK, as it may stand in a line for people: line
 * ends are spaces, other control characters are written out, so that no terminal obeys them, and a long one is cut.
 * @param longest in characters
 */
export function oneLine(text: string, longest: number): string {
  const line = text
    .slice(0, longest)
    .replace(/[\t\n\r]+ */g, ' ')
    .replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .trim();
  return text.length > longest ? `${line}… (${text.length} characters)` : line;
}
