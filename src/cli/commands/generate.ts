import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rowFormat } from '../../dataset/formats/index.js';
import { generate } from '../../dataset/generate.js';
import { OutputFolder } from '../../dataset/output-folder.js';
import { type FinishedRows, produceRows, type RowsRequest, tablesOfRequest } from '../../dataset/produce-rows.js';
import { readPopulation } from '../../dataset/read-population.js';
import { WorkerPool } from '../../dataset/worker-pool.js';
import { isDiskFull } from '../../record/write-all.js';
import { didYouMean, InputError, throwProblems } from '../../spec/input-error.js';
import { exitCodes } from '../../suite/tally.js';
import { hostMonotonicMs } from '../../time/host.js';
import type { Command } from '../command.js';
import { datasetChoiceOf, datasetOptions } from '../dataset-options.js';
import { environment } from '../environment.js';
import { endProgress, showGenerateProgress } from '../progress.js';

/** Exit code of a program that Ctrl+C has ended, as shells have it. */
const interrupted = 130;

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
    const { out, populationFile, ...choice } = datasetChoiceOf(given);
    const generator = new URL('../../dataset/generate-user.js', import.meta.url).href;
    // Threads take as long to start as a population takes to be read.
    const pool = new WorkerPool(choice.jobs, generator);
    try {
      const population = readPopulation(populationFile);
      const startedMs = hostMonotonicMs();
      const request: RowsRequest = {
        ...choice,
        population,
        generator,
        ...(environment.showsProgress
          ? { onProgress: (progress) => showGenerateProgress(progress, hostMonotonicMs() - startedMs) }
          : {}),
      };
      checkColumns(request);
      if (out === undefined) await writeToStandardOutput(request, pool);
      else await writeToFolder({ ...request, populationText: readFileSync(populationFile, 'utf8') }, out, pool);
      return exitCodes.conforms;
    } finally {
      await pool.close();
    }
  },
};

/** @throws InputError naming a column that no table has */
function checkColumns({ columns, ...request }: RowsRequest): void {
  const known = tablesOfRequest({ ...request, columns: undefined }).flatMap((table) =>
    table.columns.map(({ name }) => name),
  );
  const unknown = (columns ?? []).filter((name) => !known.includes(name));
  throwProblems(
    unknown.map((name) => ({
      message: `--columns has ${JSON.stringify(name)}${didYouMean(name, known)}`,
      allowed: [...new Set(known)].join(', '),
    })),
  );
}

async function writeToFolder(request: Parameters<typeof generate>[0], folder: string, pool: WorkerPool): Promise<void> {
  let output: OutputFolder | undefined;
  // Before anything is there that would have to be taken away.
  environment.onInterrupt(() => {
    output?.abandon();
    if (environment.showsProgress) endProgress();
    environment.error('interrupted: nothing was written\n');
    environment.exit(interrupted);
  });
  output = new OutputFolder(folder);
  if (output.startedAnew) {
    environment.error(
      'an interrupted run was found here; what it left is removed, and this one starts from the beginning\n',
    );
  }
  try {
    const manifest = await generate(request, output, pool);
    if (environment.showsProgress) endProgress();
    const rows = manifest.tables.map((table) => `  ${table.name} ${table.rows.toLocaleString('en')}`);
    const files = manifest.tables.reduce((sum, table) => sum + table.files.length, 0);
    environment.out(`${rows.join('\n')}\n${files} files and manifest.json are in ${folder}\n`);
  } catch (error) {
    output.abandon();
    throw inWords(error, folder);
  }
}

function inWords(error: unknown, folder: string): unknown {
  if (error instanceof InputError || !isDiskFull(error)) return error;
  return new Error(`the disk is full: ${folder} could not be written, and what there was of it is removed`);
}

async function writeToStandardOutput(request: RowsRequest, pool: WorkerPool): Promise<void> {
  const [table, ...others] = tablesOfRequest(request);
  if (table === undefined || others.length > 0) throw new Error('the standard output has room for one table');
  const aside = mkdtempSync(path.join(tmpdir(), 'lapse-generate-'));
  const remove = (): void => rmSync(aside, { recursive: true, force: true });
  environment.onExit(remove);
  try {
    await environment.outBytes(rowFormat(request.format).header(table));
    // A pipe may still have to take what was written to it.
    const sink = { keepsNoBytes: false, write: ({ bytes }: FinishedRows) => environment.outBytes(bytes) };
    await produceRows(request, [sink], () => path.join(aside, 'rows'), pool);
  } finally {
    remove();
  }
  if (environment.showsProgress) endProgress();
}
