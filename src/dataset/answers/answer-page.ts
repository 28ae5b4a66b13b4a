import { wrapWords } from '../../record/wrap-words.js';
import { formatCell, tie } from '../../sight/format.js';
import type { Population } from '../population.js';
import type { Answer, AnswerPart } from './answer.js';

/** How the data of a page was made. */
export interface Origin {
  readonly users: number;
  readonly days: number;
  readonly seed: number;
}

/** File name, below the folder of the pages, to content: the page and its plots. */
export function answerPage(
  { population: id }: Answer,
  { title, question }: Population,
  parts: readonly AnswerPart[],
  origin: Origin,
): Map<string, string> {
  const plots = parts.flatMap(({ plot }) => (plot === undefined ? [] : [[plotName(id, plot.name), plot.svg] as const]));
  const lines = [
    `# ${title}`,
    '',
    `> ${question}`,
    '',
    ...wrapWords(
      `${formatCell(origin.users, 'count')} synthetic users over ${origin.days} days, seed ${origin.seed}. Every number of the population is an assumption, and stands in [its${tie}file](../../scenarios/populations/${id}.yaml); change one, and see what it does to the answer. This page is made by \`npm${tie}run${tie}datasets\`.`,
      lineWidth,
    ),
    ...parts.flatMap((part) => ['', ...partLines(id, part)]),
    '',
    '## Three lines to start',
    '',
    '```sh',
    `npx lapse generate --population ${id} --users 1000 --days ${origin.days} --seed ${origin.seed} --out data`,
    'npx lapse check data',
    'npx lapse describe data --html data.html',
    '```',
    '',
    ...wrapWords(
      `The first thousand events of the data above, with all of their columns, are in [\`samples/${id}.csv\`](samples/${id}.csv). What a correct SDK would have sent is in the columns without \`label_\`; the labels say what is true.`,
      lineWidth,
    ),
    '',
  ];
  return new Map([...plots, [`${id}.md`, lines.join('\n').replaceAll(tie, ' ')]]);
}

function plotName(id: string, name: string): string {
  return `plots/${id}-${name}.svg`;
}

function partLines(id: string, { title, text, columns, rows, plot }: AnswerPart): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    ...text.flatMap((paragraph) => [...wrapWords(paragraph, lineWidth), '']),
    ...(plot === undefined ? [] : [`![${plot.alternative}](${plotName(id, plot.name)})`, '']),
    row(columns.map((column) => column.title)),
    row(columns.map(({ kind }) => (kind === 'text' ? '---' : '--:'))),
    ...rows.map((cells) => row(cells.map((cell, at) => formatCell(cell, columns[at]?.kind ?? 'text')))),
  ];
}

const lineWidth = 120;
