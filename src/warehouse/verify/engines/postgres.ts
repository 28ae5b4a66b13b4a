import { InputError } from '../../../spec/input-error.js';
import { answersOfRows } from '../answers-of-rows.js';
import { columnNames } from '../column-names.js';
import type { QueryEngine, QueryFile } from '../engine.js';
import type { VerifyEvent } from '../event.js';

const installation = 'npm install --save-dev @electric-sql/pglite@0.5.16, or --dialect duckdb';

/** PostgreSQL within this process. @throws InputError when it is not installed */
export async function openPostgres(query: QueryFile): Promise<QueryEngine> {
  const [event, user, time, campaign] = columnNames(query);
  const { PGlite } = await load();
  const database = await PGlite.create();
  const parts = query.table.split('.').map(nameOf);
  const columns = `${nameOf(event)} TEXT, ${nameOf(user)} TEXT, ${nameOf(time)} TIMESTAMP, ${nameOf(campaign)} TEXT`;
  const table = parts.join('.');
  if (parts.length > 1) await database.exec(`CREATE SCHEMA IF NOT EXISTS ${parts.at(-2)}`);
  await database.exec(`CREATE TABLE ${table} (${columns})`);
  return {
    async ask(events) {
      const values = events.map(valuesOf).join(', ');
      await database.exec(`DELETE FROM ${table}; ${values === '' ? '' : `INSERT INTO ${table} VALUES ${values}`}`);
      const result = await database.query<Record<string, unknown>>(query.sql).catch((error: unknown) => {
        throw inWords(query, error);
      });
      return answersOfRows(query, result.rows);
    },
    close: () => database.close(),
  };
}

async function load(): Promise<typeof import('@electric-sql/pglite')> {
  try {
    return await import('@electric-sql/pglite');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    const message = `PostgreSQL needs the package @electric-sql/pglite, which cannot be loaded${code}`;
    throw new InputError([{ message, allowed: installation }]);
  }
}

/** As the query of a person finds it, who writes plain words without quotation marks. */
function nameOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function valuesOf({ id, user, timeMs, campaign }: VerifyEvent): string {
  const text = (value: string | undefined): string =>
    value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
  return `(${text(id)}, ${text(user)}, '${new Date(timeMs).toISOString().slice(0, -1)}', ${text(campaign)})`;
}

/** What PostgreSQL says of a statement, at the place in the file that it names. */
function inWords({ file, sql }: QueryFile, error: unknown): InputError {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : 1;
  const before = sql.slice(0, Math.max(0, position - 1)).split('\n');
  const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const message = `PostgreSQL refuses the query: ${error instanceof Error ? error.message : String(error)}`;
  return new InputError([{ place, message }]);
}
