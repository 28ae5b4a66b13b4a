import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rowFormat } from '../dataset/formats/index.js';
import { type DatasetRequest, generate } from '../dataset/generate.js';
import { OutputFolder } from '../dataset/output-folder.js';
import { type FinishedRows, produceRows, type RowsRequest, tablesOfRequest } from '../dataset/produce-rows.js';
import { readPopulation } from '../dataset/read-population.js';
import type { WorkerPool } from '../dataset/worker-pool.js';
import { isDiskFull } from '../record/write-all.js';
import { didYouMean, InputError, throwProblems } from '../spec/input-error.js';
import { hostMonotonicMs } from '../time/host.js';
import type { DatasetChoice } from './dataset-options.js';
import { environment } from './environment.js';
import { endProgress, showGenerateProgress } from './progress.js';

/** Exit code of a program that Ctrl+C has ended, as shells have it. */
const interrupted = 130;

/**
 * Makes the dataset that is asked for, in a folder or on the standard output.
 * @param generator a module that makes its users, which the threads of the pool have loaded
 * @throws InputError when the population, a column or the folder is wrong
 */
export async function generateDataset(
  { out, populationFile, ...choice }: DatasetChoice,
  generator: string,
  pool: WorkerPool,
): Promise<void> {
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
}

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

async function writeToFolder(request: DatasetRequest, folder: string, pool: WorkerPool): Promise<void> {
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
