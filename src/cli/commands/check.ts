import { checkDataset } from '../../dataset/check/check-dataset.js';
import type { CheckRow } from '../../dataset/check/check-row.js';
import { checkText } from '../../dataset/check/check-text.js';
import { quantities, unread } from '../../dataset/check/index.js';
import { openDataset } from '../../dataset/read/open-dataset.js';
import { readUsers } from '../../dataset/read/read-users.js';
import { type Columns, csvTable } from '../../report/csv-table.js';
import { exitCodes } from '../../suite/tally.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { textOf } from '../given.js';

/** Tests the statistics of a dataset: every configured quantity against what the tables hold. */
export const checkCommand: Command = {
  usage: 'check <data>',
  describe: 'Compare what a dataset holds with what its population configures',
  examples: [
    ['$0 check data/', 'configured, observed and tolerance of each quantity; exit code 1 if one is outside'],
    ['$0 check data/ --format csv', 'the same as a table for programs'],
  ],
  options: (yargs) =>
    yargs.positional('data', { describe: 'The folder of a dataset', type: 'string', demandOption: true }).options({
      format: { choices: ['text', 'csv', 'json'], default: 'text', describe: 'How the rows are printed' },
    }),
  async run(given) {
    const format = textOf(given, 'format');
    const { manifest, population, database } = await openDataset(textOf(given, 'data'));
    environment.onExit(() => database.close());
    try {
      const rows = await checkDataset({ population, days: manifest.days }, readUsers(database, population, unread));
      environment.out(writers[format]?.(rows) ?? '');
      if (rows.some(({ verdict }) => verdict === 'outside')) return exitCodes.breaks;
      return rows.some(({ verdict }) => verdict === 'within') ? exitCodes.conforms : exitCodes.notJudged;
    } finally {
      database.close();
    }
  },
};

const columns: Columns<CheckRow> = {
  check: ({ check }) => check,
  quantity: ({ what }) => what,
  unit: ({ unit }) => unit,
  configured: ({ configured }) => cell(configured),
  observed: ({ observed }) => cell(observed),
  tolerance: ({ tolerance }) => cell(tolerance),
  count: ({ count }) => count,
  verdict: ({ verdict }) => verdict,
};

/** Without any observation there is no mean. */
function cell(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

const writers: Readonly<Record<string, (rows: readonly CheckRow[]) => string>> = {
  text: (rows) => checkText(rows, new Map(quantities.map(({ id, title }) => [id, title])), environment.colour),
  csv: (rows) => csvTable(columns, rows),
  json: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
};
