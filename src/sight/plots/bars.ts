import { bar, drawing, line, type PlotText, plotWidth, text, widthOf } from './svg.js';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

const rowHeight = 26;
const top = 40;
/** Longer names are cut, for the bars are what is looked at. */
const longestLabel = 24;

/** Horizontal bars, one a name, in the order that is given, each with its value at its end. */
export function barsPlot(plot: PlotText, bars: readonly Bar[], format: (value: number) => string): string {
  const labels = bars.map(({ label }) =>
    label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label,
  );
  const left = 24 + Math.max(0, ...labels.map(widthOf));
  const right = plotWidth - 20 - Math.max(0, ...bars.map(({ value }) => widthOf(format(value))));
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const height = top + bars.length * rowHeight + 14;
  const body = bars.flatMap(({ label, value }, index) => {
    const y = top + index * rowHeight;
    const length = most === 0 ? 0 : (value / most) * (right - left);
    return [
      text(left - 8, y + 15, labels[index] ?? '', '', 'end'),
      bar(left, y + 3, length, rowHeight - 8, `${label}: ${format(value)}`),
      text(left + length + 6, y + 15, format(value), 'quiet'),
    ];
  });
  return drawing(plot, height, [...body, line(left, top, left, height - 12, 'axis')]);
}
