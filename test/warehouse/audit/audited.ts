import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../../src/duckdb/database.js';
import { type AuditedFinding, type AuditResult, audit } from '../../../src/warehouse/audit/audit.js';
import { type AuditColumns, findColumns } from '../../../src/warehouse/audit/audit-columns.js';
import { auditTables } from '../../../src/warehouse/audit/audit-tables.js';
import type { AuditRules } from '../../../src/warehouse/audit/finding.js';
import { openExport } from '../../../src/warehouse/export/open-export.js';
import { withFolder } from '../../promises/command-line.js';

export const minuteMs = 60_000;

/** What `rudderstack-web` says when an application configures nothing. */
export const webRules: AuditRules = {
  timeoutMs: 30 * minuteMs,
  boundary: 'exclusive',
  capMs: undefined,
  expiryCheck: 'every-event',
  idUnit: 'milliseconds',
  clockToleranceMs: minuteMs,
  lateAfterMs: minuteMs,
};

/** A row of an export as it stands in NDJSON; what is undefined is left out. */
export type ExportRow = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes the tables of an audit of files, and asks them. */
export async function withTablesOf<T>(
  files: readonly string[],
  ask: (database: Database, columns: AuditColumns) => Promise<T>,
): Promise<T> {
  const events = await openExport(files);
  try {
    const columns = findColumns(events, ['anonymous_id'], {});
    const style = { timeUnit: undefined, timeZone: 'UTC' };
    for (const statement of auditTables(events, columns, style)) await events.database.query(statement);
    return await ask(events.database, columns);
  } finally {
    events.database.close();
  }
}

/** The same of rows. */
export function withTables<T>(
  rows: readonly ExportRow[],
  ask: (database: Database, columns: AuditColumns) => Promise<T>,
): Promise<T> {
  return withFolder((folder) => {
    const file = path.join(folder, 'events.ndjson');
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return withTablesOf([file], ask);
  });
}

export function auditRows(rows: readonly ExportRow[], rules: Partial<AuditRules> = {}): Promise<AuditResult> {
  return withTables(rows, (database, columns) => audit(database, columns, { ...webRules, ...rules }));
}

/** Id to how often, of what was found. */
export function foundIn({ findings }: AuditResult): Record<string, number> {
  return Object.fromEntries(
    findings.filter(({ verdict }) => verdict === 'found').map(({ id, count }) => [id, count] as const),
  );
}

export function findingIn({ findings }: AuditResult, id: string): AuditedFinding {
  const found = findings.find((finding) => finding.id === id);
  if (found === undefined) throw new Error(`there is no finding ${id}`);
  return found;
}

/** Midnight of 2 March 2026, in UTC. */
export const startMs = Date.UTC(2026, 2, 2);

/** An event of a session that began some minutes after the start; it arrives 200 ms later. */
export function event(user: string, session: number, minute: number, changes: ExportRow = {}): ExportRow {
  const atMs = startMs + minute * minuteMs;
  return {
    message_id: `${user}-${minute}`,
    anonymous_id: user,
    context_session_id: startMs + session * minuteMs,
    context_session_start: session === minute ? true : undefined,
    original_timestamp: atMs,
    sent_at: atMs + 100,
    received_at: atMs + 200,
    ...changes,
  };
}

/** Two users with two sessions each, in which nothing is wrong: one gap is exactly the timeout. */
export const cleanRows: readonly ExportRow[] = [
  event('ann', 0, 0),
  event('ann', 0, 30),
  event('ann', 0, 31, { user_id: 'u-ann' }),
  event('ann', 200, 200, { user_id: 'u-ann' }),
  event('ann', 200, 205, { user_id: 'u-ann' }),
  event('bob', 10, 10),
  event('bob', 10, 12),
  event('bob', 300, 300),
];

/** The clean rows with some changed: the number of a row to its changes. */
export function rowsWith(changes: Readonly<Record<number, ExportRow>>, more: readonly ExportRow[] = []): ExportRow[] {
  return [...cleanRows.map((row, index) => ({ ...row, ...changes[index] })), ...more];
}
