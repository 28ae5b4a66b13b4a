import { stringify } from 'csv-stringify/sync';
import { databaseTypes } from './columns.js';
import type { Table } from './table.js';

/** The data dictionary as it lies beside the data: a row for each column of each table. */
export function dictionaryCsv(tables: readonly Table[]): string {
  const rows = tables.flatMap((table) =>
    table.columns.map(({ name, type, description }) => [table.name, name, type, databaseTypes[type], description]),
  );
  return stringify([['table', 'column', 'type', 'parquet_type', 'description'], ...rows]);
}

/** The same to be read. */
export function dictionaryMarkdown(tables: readonly Table[]): string {
  const sections = tables.map(({ name, description, columns }) =>
    [
      `## ${name}`,
      '',
      `${description}.`,
      '',
      '| column | type | what it holds |',
      '| --- | --- | --- |',
      ...columns.map((column) => `| \`${column.name}\` | ${column.type} | ${cell(column.description)} |`),
    ].join('\n'),
  );
  return `# Data dictionary\n\n${introduction}\n\n${sections.join('\n\n')}\n`;
}

const introduction = `Timestamps are in UTC. An empty field means that there is no value. Columns whose names begin with \`label_\` are what is
true and no SDK says.`;

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
