import { didYouMean, InputError } from '../../spec/input-error.js';
import type { QueryFile } from './engine.js';
import type { Answer } from './event.js';

/**
 * What a result says of the events. Names of columns are found however they are written, for databases fold them.
 * @throws InputError when the result lacks a column
 */
export function answersOfRows(query: QueryFile, rows: readonly Readonly<Record<string, unknown>>[]): Answer[] {
  const [first] = rows;
  if (first === undefined) return [];
  const names = Object.keys(first);
  const event = columnOf(query, names, query.columns.event, '--event-id');
  const session = query.columns.session.map((name) => columnOf(query, names, name, '--session'));
  return rows.map((row) => {
    const values = session.map((name) => row[name] ?? null);
    return {
      event: String(row[event] ?? ''),
      session: values.every((value) => value === null) ? undefined : values.map(String).join(' · '),
    };
  });
}

function columnOf({ file }: QueryFile, names: readonly string[], wanted: string, option: string): string {
  const found =
    names.find((name) => name === wanted) ?? names.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  const place = { file, line: 1, column: 1 };
  const message = `the query returns no column ${JSON.stringify(wanted)}${didYouMean(wanted, names)}`;
  throw new InputError([{ place, message, allowed: `one of ${names.join(', ')}, by ${option}` }]);
}
