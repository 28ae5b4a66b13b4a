/** From an eighth of a letter to a whole one. */
const eighths = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/**
 * A bar as text, exact to an eighth of a letter, or to a letter where a terminal has no such signs. What is not nothing
 * is seen.
 * @param share of the longest bar, from 0 to 1
 * @param width of the longest bar, in letters
 */
export function textBar(share: number, width: number, isAscii: boolean): string {
  if (!(share > 0)) return '';
  if (isAscii) return '#'.repeat(Math.max(1, Math.round(share * width)));
  const units = Math.max(1, Math.round(share * width * 8));
  return '█'.repeat(Math.floor(units / 8)) + (units % 8 === 0 ? '' : eighths[(units % 8) - 1]);
}
