import { parseCsv } from '../report/parse-csv.js';

/** Of each mutant in a mutants.csv, in its order: whether it was caught. */
export function caughtIn(table: string): Map<string, string> {
  const [header = [], ...rows] = parseCsv(table);
  const [mutant, caught] = [header.indexOf('mutant'), header.indexOf('caught')];
  return new Map(rows.map((row) => [row[mutant] ?? '', row[caught] ?? '']));
}
