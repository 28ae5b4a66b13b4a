import { WorkerPool } from '../../dataset/worker-pool.js';
import { exitCodes } from '../../suite/tally.js';
import type { Command } from '../command.js';
import { datasetChoiceOf, datasetOptions } from '../dataset-options.js';
import { environment } from '../environment.js';

/** How many times of some ten megabytes, which is what a thread keeps. */
const heapGrowth = 20;

/** Makes a synthetic dataset: events as SDKs would have sent them, and what is true of them. */
export const generateCommand: Command = {
  usage: 'generate',
  describe: 'Generate a dataset of sessions, with ground truth',
  examples: [
    ['$0 generate --population marketplace --out data', '1,000 users, 30 days, as CSV'],
    ['$0 generate --population game --users 500000 --seed 7 --format parquet --order time --out data', 'by time'],
    ['$0 generate --population content --stdout --format ndjson --tables messages', 'payloads, into a pipe'],
    ['$0 generate --population content --users 1000000 --shard 3/16 --out data/3', 'one of sixteen slices'],
  ],
  options: (yargs) => yargs.options(datasetOptions),
  async run(given) {
    environment.letHeapsGrow(heapGrowth);
    const choice = datasetChoiceOf(given);
    const generator = new URL('../../dataset/generate-user.js', import.meta.url).href;
    // Threads take as long to start as all else takes to be loaded, and the population to be read.
    const pool = new WorkerPool(choice.jobs, generator);
    try {
      const { generateDataset } = await import('../generating.js');
      await generateDataset(choice, generator, pool);
      return exitCodes.conforms;
    } finally {
      await pool.close();
    }
  },
};
