import { formatCell } from './format.js';
import { barsPlot } from './plots/bars.js';
import { columnsPlot } from './plots/columns.js';
import { linesPlot } from './plots/lines.js';
import type { CellKind, Sight } from './sight.js';

/** Few enough to stand beside each other on a phone. */
const mostMarks = 6;

/** The plot of what was looked at as an SVG, if it has one. */
export function plotOf({ title, text, columns, rows, plot }: Sight): string | undefined {
  if (plot === undefined || rows.length === 0) return undefined;
  const value = (row: number, column: number): number => Number(rows[row]?.[column] ?? 0);
  const labels = rows.map((row) => formatCell(row[plot.label] ?? '', columns[plot.label]?.kind ?? 'text'));
  const [first = 0] = plot.values;
  const format = formatOf(columns[first]?.kind ?? 'number');
  const bars = labels.map((label, row) => ({ label, value: value(row, first) }));
  switch (plot.kind) {
    case 'bars':
      return barsPlot({ title: plot.below, description: text }, bars, format);
    case 'columns':
      return columnsPlot(
        { title: columns[first]?.title === 'share' ? 'share of sessions' : title, description: text },
        bars,
        plot.below,
        format,
      );
    case 'lines': {
      const every = Math.max(1, Math.ceil(labels.length / mostMarks));
      const { across } = plot;
      const placeOf = (row: number): number => (across === undefined ? row : value(row, across));
      const marks = labels.flatMap((label, row) =>
        row % every === 0 ? [[placeOf(row), label.replace(/^\d{4}-/, '')] as const] : [],
      );
      const series = plot.values.map((column) => ({
        name: columns[column]?.title ?? '',
        points: labels.map((_, row) => [placeOf(row), value(row, column)] as const),
      }));
      const names = series.map(({ name }) => name).join(' and ');
      return linesPlot({ title: `${names} by ${plot.below}`, description: text }, series, {
        below: plot.below,
        marks,
        logarithmic: across !== undefined,
        format,
      });
    }
  }
}

/** Axes and bars have no room for the second decimal. */
function formatOf(kind: CellKind): (value: number) => string {
  return kind === 'share' ? (value) => `${Number((value * 100).toFixed(1))} %` : (value) => formatCell(value, kind);
}
