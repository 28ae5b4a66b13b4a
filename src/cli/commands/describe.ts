import { describeDataset } from '../../dataset/describe/describe-dataset.js';
import type { Manifest } from '../../dataset/manifest.js';
import { openDataset } from '../../dataset/read/open-dataset.js';
import { describeAsText } from '../../sight/console.js';
import { formatCell } from '../../sight/format.js';
import { describeAsPage } from '../../sight/page.js';
import { displayPath } from '../../spec/input-error.js';
import { exitCodes } from '../../suite/tally.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, optionalTextOf, textOf } from '../given.js';
import { writeOneFile } from '../write-one-file.js';

/** Looks at the tables of a dataset: what a person wants to know before using it. */
export const describeCommand: Command = {
  usage: 'describe <data>',
  describe: 'Show what a dataset holds: sessions, durations, bounce, funnel, campaigns',
  examples: [
    ['$0 describe data/', 'with histograms on the terminal'],
    ['$0 describe data/ --html look.html', 'as one page with plots, which needs nothing else'],
  ],
  options: (yargs) =>
    yargs.positional('data', { describe: 'The folder of a dataset', type: 'string', demandOption: true }).options({
      html: { type: 'string', requiresArg: true, describe: 'Write a page with plots into this file instead' },
      ascii: { type: 'boolean', default: false, describe: 'Use no letters but those of ASCII' },
    }),
  async run(given) {
    const html = optionalTextOf(given, 'html');
    const { manifest, population, database } = await openDataset(textOf(given, 'data'));
    environment.onExit(() => database.close());
    try {
      const sights = await describeDataset(database.query, population);
      const { title, question } = population;
      if (html !== undefined) {
        writeOneFile(html, describeAsPage(sights, { title, question, origin: originOf(manifest), footer }));
        environment.out(`${displayPath(html)} is written\n`);
      } else {
        const isAscii = flagOf(given, 'ascii') || environment.isAscii;
        const terminal = { width: environment.width, isColoured: environment.colour, isAscii };
        environment.out(describeAsText(sights, terminal));
      }
      return exitCodes.conforms;
    } finally {
      database.close();
    }
  },
};

const footer = 'Made by lapse describe. The data is synthetic; every figure was computed from its tables.';

function originOf({ population, users, days, seed, version }: Manifest): string {
  return `population ${population.id} · ${formatCell(users, 'count')} users · ${days} days · seed ${seed} · lapse ${version}`;
}
