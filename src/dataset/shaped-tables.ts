import type { DatasetShape } from './jobs.js';
import type { Population } from './population.js';
import type { Table } from './table.js';
import { tablesOf } from './tables.js';

/** The tables that are asked for, with the columns that are asked for; a table that has none of them is left out. */
export function shapedTables(
  population: Population,
  shape: Pick<DatasetShape, 'tables' | 'splitTables' | 'columns'>,
): Table[] {
  const tables = tablesOf(population, shape);
  const { columns } = shape;
  if (columns === undefined) return tables;
  const wanted = new Set(columns);
  return tables
    .map((table) => ({ ...table, columns: table.columns.filter(({ name }) => wanted.has(name)) }))
    .filter((table) => table.columns.length > 0 || table.writeDocument !== undefined);
}
