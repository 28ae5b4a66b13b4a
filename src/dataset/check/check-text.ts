import { createColors } from 'picocolors';
import { formatCell, tie } from '../../sight/format.js';
import type { CheckRow, Unit } from './check-row.js';

/** Each check with its rows: configured, observed, tolerance. What is outside is marked, and told once more at the end. */
export function checkText(rows: readonly CheckRow[], titles: ReadonlyMap<string, string>, isColoured: boolean): string {
  const { bold, dim, green, red, yellow } = createColors(isColoured);
  const paint = { within: green, outside: red, 'too few': yellow };
  const cells = rows.map((row) => [
    row.what,
    valueText(row.configured, row.unit),
    valueText(row.observed, row.unit),
    toleranceText(row),
    formatCell(row.count, 'count'),
  ]);
  const header = ['quantity', 'configured', 'observed', 'tolerance', 'of'];
  const widths = header.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  const lines: string[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.check !== rows[index - 1]?.check) {
      lines.push(`${index === 0 ? '' : '\n'}${bold(row.check)}: ${titles.get(row.check) ?? ''}`);
      lines.push(dim(`  ${line(header)}  verdict`));
    }
    lines.push(`  ${line(cells[index] ?? [])}  ${paint[row.verdict](row.verdict)}`);
  }
  const outside = rows.filter(({ verdict }) => verdict === 'outside');
  lines.push('', ...outside.map(({ check, what }) => `${red('outside')}  ${check}: ${what}`));
  const count = (verdict: CheckRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  lines.push(
    `${rows.length} quantities: ${count('within')} within their tolerance, ${count('outside')} outside, ${count('too few')} with too few observations`,
  );
  return `${lines.join('\n').replaceAll(tie, ' ')}\n`;
}

function toleranceText({ tolerance, verdict, unit }: CheckRow): string {
  if (verdict === 'too few') return '–';
  return tolerance === 0 ? 'exact' : `± ${valueText(tolerance, unit)}`;
}

const kinds = { share: 'share', ms: 'duration', number: 'number' } as const;

function valueText(value: number, unit: Unit): string {
  return formatCell(value, kinds[unit]);
}
