import { escapeMarkup } from '../../record/markup.js';

/** The pieces that all plots are made of. A plot is one SVG that stands alone: no script, no font, nothing from outside. */

/** In units of the drawing, about a pixel on a desk; narrow, so that its letters can be read on a phone as well. */
export const plotWidth = 480;

/**
 * Colours that people of any colour vision tell apart (after Okabe and Ito), each with its lighter twin on dark ground.
 * Lines also differ in their dashes, so that nothing depends on colour alone.
 */
export const seriesLooks = [
  { light: '#0072b2', dark: '#56b4e9', dashes: 'none' },
  { light: '#b8470a', dark: '#f0a13c', dashes: '7 4' },
  { light: '#00795a', dark: '#3ccfa4', dashes: '2 3' },
  { light: '#a3487c', dark: '#e39cc4', dashes: '10 3 2 3' },
] as const;

const style = `
.plot{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.plot text{fill:#24292f}.plot .quiet{fill:#57606a;font-size:12px}.plot .title{font-weight:600;font-size:14px}
.plot .grid{stroke:#d8dee4}.plot .axis{stroke:#8c959f}.plot .ground{fill:#fff}
${seriesLooks.map(({ light, dashes }, index) => `.plot .fill${index}{fill:${light}}.plot .line${index}{stroke:${light};fill:none;stroke-width:2;stroke-dasharray:${dashes}}`).join('\n')}
@media (prefers-color-scheme:dark){.plot text{fill:#e6edf3}.plot .quiet{fill:#9ea7b3}.plot .grid{stroke:#30363d}
.plot .axis{stroke:#6e7681}.plot .ground{fill:#0d1117}
${seriesLooks.map(({ dark }, index) => `.plot .fill${index}{fill:${dark}}.plot .line${index}{stroke:${dark}}`).join('\n')}}
`;

export interface PlotText {
  readonly title: string;
  /** What a person who cannot see it should know. */
  readonly description: string;
}

/** @param body what is drawn below the title */
export function drawing({ title, description }: PlotText, height: number, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 ${plotWidth} ${height}" role="img" aria-label="${escapeMarkup(`${title}. ${description}`)}">`,
    `<style>${style.trim()}</style>`,
    `<rect class="ground" width="${plotWidth}" height="${height}" rx="6"/>`,
    text(14, 24, title, 'title'),
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

export type Anchor = 'start' | 'middle' | 'end';

export function text(x: number, y: number, content: string, kind = '', anchor: Anchor = 'start'): string {
  const classes = kind === '' ? '' : ` class="${kind}"`;
  const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${round(x)}" y="${round(y)}"${classes}${at}>${escapeMarkup(content)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, kind: 'grid' | 'axis'): string {
  return `<line class="${kind}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

/** A bar with its value as a tip; what is not nothing is seen. */
export function bar(x: number, y: number, width: number, height: number, tip: string, series = 0): string {
  return `<rect class="fill${series}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="1"><title>${escapeMarkup(tip)}</title></rect>`;
}

/** A tenth of a unit is more than an eye sees, and keeps the file small. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** About this wide is a text of the plots; a letter is a little more than half as wide as it is high. */
export function widthOf(content: string): number {
  return content.length * 7;
}

/** Round numbers from 0 to the first that is not below the value, four to six of them. */
export function ticksTo(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
