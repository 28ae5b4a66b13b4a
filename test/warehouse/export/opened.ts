import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Row } from '../../../src/duckdb/database.js';
import { type EventExport, openExport } from '../../../src/warehouse/export/open-export.js';
import { withFolder } from '../../promises/command-line.js';

/** Writes files by their names, opens what `names` says of them, and closes it again. */
export function withExport<T>(
  files: Readonly<Record<string, string | Buffer>>,
  use: (events: EventExport) => Promise<T>,
  names: readonly string[] = Object.keys(files),
): Promise<T> {
  return withFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
    const events = await openExport(names.map((name) => path.join(folder, name)));
    try {
      return await use(events);
    } finally {
      events.database.close();
    }
  });
}

/** The values of some expressions, of all rows of all parts. */
export async function valuesOf(
  { database, parts }: EventExport,
  expression: (part: EventExport['parts'][number]) => string,
): Promise<Row[string][]> {
  const rows: Row[] = [];
  for (const part of parts) {
    rows.push(...(await database.query(`SELECT ${expression(part)} AS value FROM ${part.source}`)));
  }
  return rows.map(({ value }) => value);
}
