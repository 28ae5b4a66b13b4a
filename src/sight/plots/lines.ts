import { escapeMarkup } from '../../record/markup.js';
import { drawing, line, type PlotText, plotWidth, round, text, ticksTo, widthOf } from './svg.js';

export interface Series {
  readonly name: string;
  /** From left to right. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LinesAxes {
  /** What the axis at the bottom shows, and where it has marks; with a logarithmic one every step is a factor. */
  readonly below: string;
  readonly marks: readonly (readonly [x: number, label: string])[];
  readonly logarithmic: boolean;
  readonly format: (value: number) => string;
}

const height = 280;
const top = 64;
const bottom = height - 44;

/** Lines over a common axis that begins at zero, with their names above in the look of each. */
export function linesPlot(
  plot: PlotText,
  series: readonly Series[],
  { below, marks, logarithmic, format }: LinesAxes,
): string {
  const points = series.flatMap((each) => each.points);
  const ticks = ticksTo(Math.max(0, ...points.map(([, y]) => y)));
  const most = ticks.at(-1) ?? 1;
  const left = 20 + Math.max(...ticks.map((tick) => widthOf(format(tick))));
  const right = plotWidth - 18;
  const place = logarithmic ? Math.log : (x: number): number => x;
  const xs = points.map(([x]) => place(x));
  const least = Math.min(...xs);
  const span = Math.max(...xs) - least || 1;
  const xOf = (x: number): number => left + ((place(x) - least) / span) * (right - left);
  const yOf = (y: number): number => bottom - (y / most) * (bottom - top);
  let keyX = 14;
  const key = series.flatMap(({ name }, index) => {
    const x = keyX;
    keyX += 44 + widthOf(name);
    return [`<path class="line${index % 4}" d="M${x} 42h24"/>`, text(x + 30, 46, name, 'quiet')];
  });
  return drawing(plot, height, [
    ...key,
    ...ticks.flatMap((tick) => [
      line(left, yOf(tick), right, yOf(tick), tick === 0 ? 'axis' : 'grid'),
      text(left - 8, yOf(tick) + 4, format(tick), 'quiet', 'end'),
    ]),
    ...marks.map(([x, label]) => text(xOf(x), bottom + 17, label, 'quiet', 'middle')),
    ...series.flatMap((each, index) => [
      `<path class="line${index % 4}" d="${each.points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${round(xOf(x))} ${round(yOf(y))}`).join('')}"/>`,
      ...(each.points.length > 40
        ? []
        : each.points.map(
            ([x, y]) =>
              `<circle class="fill${index % 4}" cx="${round(xOf(x))}" cy="${round(yOf(y))}" r="3"><title>${escapeMarkup(`${each.name}: ${format(y)}`)}</title></circle>`,
          )),
    ]),
    text((left + right) / 2, height - 10, below, 'quiet', 'middle'),
  ]);
}
