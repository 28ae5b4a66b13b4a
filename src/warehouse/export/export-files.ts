import { existsSync, statSync } from 'node:fs';
import type { Database } from '../../duckdb/database.js';
import { literal } from '../../duckdb/duckdb.js';
import { displayPath, type InputProblem, throwProblems } from '../../spec/input-error.js';
import { openBytes } from '../read/byte-source.js';

/** How events may be stored. */
export type ExportFormat = 'csv' | 'ndjson' | 'parquet';

/** By the end of a name; CSV and NDJSON may be compressed as well. */
const endings: readonly (readonly [RegExp, ExportFormat])[] = [
  [/\.csv(\.gz|\.zst)?$/i, 'csv'],
  [/\.(ndjson|jsonl|json)(\.gz|\.zst)?$/i, 'ndjson'],
  [/\.parquet$/i, 'parquet'],
];

const allowed = 'files that end in .csv, .ndjson, .jsonl (also with .gz or .zst) or .parquet, or globs over them';

/**
 * The files that a person named, each once, by their format. What exists under a name is a file, and anything else that has
 * the signs of a glob is one.
 * @throws InputError naming everything that leads to no file that can be read
 */
export async function findExportFiles(
  database: Database,
  names: readonly string[],
): Promise<ReadonlyMap<ExportFormat, readonly string[]>> {
  const problems: InputProblem[] = [];
  const found = new Map<ExportFormat, string[]>();
  const empty: string[] = [];
  for (const file of new Set(await expanded(database, names, problems))) {
    const format = formatOf(file);
    if (format === undefined) problems.push({ message: `${displayPath(file)} is of no known kind`, allowed });
    else if (statSync(file).size === 0) empty.push(file);
    else found.set(format, [...(found.get(format) ?? []), file]);
  }
  // A table without events is no fault where others have some.
  if (found.size === 0) {
    for (const file of empty)
      problems.push({ message: `${displayPath(file)} is empty`, allowed: 'a file with events' });
  }
  throwProblems(problems);
  for (const file of [...found.values()].flat()) if (/\.gz$/i.test(file)) await checkWhole(file);
  return found;
}

/**
 * DuckDB reads a file of gzip that is cut off as if it ended there, and sums that nobody can trust would be the result.
 * @throws InputError when it is damaged
 */
async function checkWhole(file: string): Promise<void> {
  const source = openBytes(file, 'gzip');
  const into = Buffer.allocUnsafe(1 << 18);
  try {
    while ((await source.read(into, 0)) > 0);
  } finally {
    source.close();
  }
}

function formatOf(file: string): ExportFormat | undefined {
  return endings.find(([ending]) => ending.test(file))?.[1];
}

async function expanded(database: Database, names: readonly string[], problems: InputProblem[]): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    if (existsSync(name)) {
      if (statSync(name).isFile()) files.push(name);
      else problems.push({ message: `${displayPath(name)} is no file`, allowed });
    } else if (/[*?[]/.test(name)) {
      const rows = await database.query(`SELECT file FROM glob(${literal(name)}) ORDER BY file`);
      if (rows.length === 0) problems.push({ message: `no file matches ${JSON.stringify(name)}`, allowed });
      for (const { file } of rows) files.push(String(file));
    } else problems.push({ message: `cannot read ${displayPath(name)}: it does not exist`, allowed });
  }
  return files;
}
