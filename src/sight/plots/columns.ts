import type { Bar } from './bars.js';
import { bar, drawing, line, type PlotText, plotWidth, text, ticksTo, widthOf } from './svg.js';

const height = 260;
const top = 44;
const bottom = height - 44;

/**
 * A histogram: upright bars side by side, with an axis of values.
 * @param below what the labels below the bars are, such as "hour of the day"
 */
export function columnsPlot(
  plot: PlotText,
  bars: readonly Bar[],
  below: string,
  format: (value: number) => string,
): string {
  const ticks = ticksTo(Math.max(0, ...bars.map(({ value }) => value)));
  const most = ticks.at(-1) ?? 1;
  const left = 20 + Math.max(...ticks.map((tick) => widthOf(format(tick))));
  const right = plotWidth - 14;
  const step = (right - left) / Math.max(1, bars.length);
  const yOf = (value: number): number => bottom - (value / most) * (bottom - top);
  // As many labels as fit beside each other.
  const widest = Math.max(0, ...bars.map(({ label }) => widthOf(label))) + 4;
  const every = Math.max(1, Math.ceil(widest / step));
  return drawing(plot, height, [
    ...ticks.flatMap((tick) => [
      line(left, yOf(tick), right, yOf(tick), tick === 0 ? 'axis' : 'grid'),
      text(left - 8, yOf(tick) + 4, format(tick), 'quiet', 'end'),
    ]),
    ...bars.map(({ label, value }, index) =>
      bar(
        left + index * step + step * 0.08,
        yOf(value),
        step * 0.84,
        bottom - yOf(value),
        `${label}: ${format(value)}`,
      ),
    ),
    ...bars.flatMap(({ label }, index) =>
      index % every === 0 ? [text(left + (index + 0.5) * step, bottom + 17, label, 'quiet', 'middle')] : [],
    ),
    text((left + right) / 2, height - 10, below, 'quiet', 'middle'),
  ]);
}
