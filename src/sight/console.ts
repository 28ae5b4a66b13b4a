import { createColors } from 'picocolors';
import { oneLine } from '../record/one-line.js';
import { wrapWords } from '../record/wrap-words.js';
import { formatCell, tie } from './format.js';
import type { Sight, SightCell, SightColumn } from './sight.js';
import { textBar } from './text-bars.js';

export interface Terminal {
  /** In letters. */
  readonly width: number;
  readonly isColoured: boolean;
  /** It has no letters but those of ASCII. */
  readonly isAscii: boolean;
}

/** A bar that is shorter than this shows nothing. */
const shortestBar = 8;
const longestBar = 48;

/** What was looked at, as text: a heading, a sentence, and a table whose first plotted column has bars beside it. */
export function describeAsText(sights: readonly Sight[], terminal: Terminal): string {
  const text = sights.map((sight) => sightText(sight, terminal)).join('\n');
  const plain = text.replaceAll(tie, ' ');
  return terminal.isAscii ? asAscii(plain) : plain;
}

function sightText({ title, text, columns, rows, plot }: Sight, terminal: Terminal): string {
  const { bold, dim, cyan } = createColors(terminal.isColoured);
  const cells = [
    columns.map((column) => column.title),
    ...rows.map((row) => row.map((cell, at) => cellText(cell, columns[at]))),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const room = terminal.width - widths.reduce((sum, width) => sum + width + 2, 2);
  const barWidth = Math.min(longestBar, room);
  const bars = barsOf(rows, plot?.values[0], barWidth, terminal.isAscii);
  const lines = cells.map((row, index) => {
    const line = row.map((cell, at) =>
      isNumeric(columns[at], rows, at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
    );
    const head = `  ${line.join('  ')}`;
    if (index === 0) return dim(head.trimEnd());
    const bar = bars[index - 1] ?? '';
    return bar === '' ? head.trimEnd() : `${head}  ${cyan(bar)}`;
  });
  return [
    bold(title),
    ...wrapWords(oneLine(text, Number.POSITIVE_INFINITY), terminal.width - 2).map((line) => `  ${line}`),
    ...lines,
    '',
  ].join('\n');
}

function cellText(cell: SightCell, column: SightColumn | undefined): string {
  // An export holds ids that anybody may have sent, and no terminal is to obey them.
  return oneLine(formatCell(cell, column?.kind ?? 'text'), Number.POSITIVE_INFINITY);
}

/** The first column names the row; figures stand at the right, wherever they come from. */
function isNumeric(column: SightColumn | undefined, rows: Sight['rows'], at: number): boolean {
  if (column?.kind !== 'text') return true;
  return at > 0 && rows.every((row) => /^[-\d]/.test(String(row[at])));
}

function barsOf(rows: Sight['rows'], column: number | undefined, width: number, isAscii: boolean): string[] {
  if (column === undefined || width < shortestBar) return [];
  const values = rows.map((row) => Number(row[column] ?? 0));
  const most = Math.max(...values, 0);
  return values.map((value) => (most === 0 ? '' : textBar(value / most, width, isAscii)));
}

const replaced: Readonly<Record<string, string>> = { '–': '-', '…': '...', '·': '-' };

function asAscii(text: string): string {
  return text.replace(/[–…·]/g, (letter) => replaced[letter] ?? letter);
}
