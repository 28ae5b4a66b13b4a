import { openDatabase, type Row } from '../../../duckdb/database.js';
import { identifier, literal } from '../../../duckdb/duckdb.js';
import { InputError } from '../../../spec/input-error.js';
import { answersOfRows } from '../answers-of-rows.js';
import { columnNames } from '../column-names.js';
import type { QueryEngine, QueryFile } from '../engine.js';
import type { VerifyEvent } from '../event.js';

/**
 * The query is code of whoever wrote it, perhaps of a stranger who asks for a change: it reaches nothing but the table, neither
 * files nor the network, and what it makes is taken back after each answer.
 * @throws InputError when DuckDB is not installed, or two columns have one name
 */
export async function openDuckdb(query: QueryFile): Promise<QueryEngine> {
  const [event, user, time, campaign] = columnNames(query);
  const database = await openDatabase(undefined, 'Running a query of DuckDB');
  const parts = query.table.split('.').map(identifier);
  const columns = `${identifier(event)} VARCHAR, ${identifier(user)} VARCHAR, ${identifier(time)} TIMESTAMP, ${identifier(campaign)} VARCHAR`;
  for (const index of parts.slice(0, -1).keys()) {
    await database.query(`CREATE SCHEMA IF NOT EXISTS ${parts.slice(0, index + 1).join('.')}`);
  }
  const table = parts.join('.');
  await database.query(`CREATE TABLE ${table} (${columns})`);
  await database.query('SET enable_external_access = false');
  await database.query('SET lock_configuration = true');
  const asQuery = (sql: string): Promise<readonly Row[]> =>
    database.query(sql).catch((error) => {
      throw inWords(query, error);
    });
  return {
    async ask(events) {
      await database.query('BEGIN');
      await database.query(`DELETE FROM ${table}`);
      if (events.length > 0) await database.query(`INSERT INTO ${table} VALUES ${events.map(valuesOf).join(', ')}`);
      try {
        return answersOfRows(query, await asQuery(query.sql));
      } finally {
        // A query that has ended the transaction is at fault as well.
        await asQuery('ROLLBACK');
      }
    },
    close() {
      database.close();
      return Promise.resolve();
    },
  };
}

function valuesOf({ id, user, timeMs, campaign }: VerifyEvent): string {
  const text = (value: string | undefined): string => (value === undefined ? 'NULL' : literal(value));
  return `(${literal(id)}, ${text(user)}, EPOCH_MS(${timeMs}), ${text(campaign)})`;
}

/** What DuckDB says of a statement, at the place in the file to which its arrow points. */
function inWords({ file, sql }: QueryFile, error: unknown): InputError {
  const text = error instanceof Error ? error.message : String(error);
  const [, number = '1', shown = '', blanks = ''] = /^LINE (\d+): (.*)\n( *)\^/m.exec(text) ?? [];
  const line = Number(number);
  const column = columnAt(sql.split('\n')[line - 1] ?? '', shown, blanks.length - `LINE ${number}: `.length);
  const message = (text.split('\n')[0] ?? '').trim();
  return new InputError([{ place: { file, line, column }, message: `DuckDB refuses the query: ${message}` }]);
}

/** Of a long line only a part is shown, between dots. */
function columnAt(line: string, shown: string, offset: number): number {
  const isCut = shown.startsWith('...') && !line.startsWith('...');
  const part = isCut ? shown.slice(3).replace(/\.\.\.$/, '') : shown;
  const start = isCut ? Math.max(0, line.indexOf(part)) - 3 : 0;
  return Math.max(1, start + offset + 1);
}
