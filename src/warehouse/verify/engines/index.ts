import type { QueryEngine, QueryFile } from '../engine.js';
import { openDuckdb } from './duckdb.js';
import { openPostgres } from './postgres.js';

/** The databases in which a query can be run here. */
export const engines = {
  duckdb: { title: 'DuckDB', open: openDuckdb },
  postgres: { title: 'PostgreSQL', open: openPostgres },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly open: (query: QueryFile) => Promise<QueryEngine> }>
>;
export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as readonly EngineName[];
