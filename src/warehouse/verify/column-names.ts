import { InputError } from '../../spec/input-error.js';
import type { QueryFile } from './engine.js';

/** The names of the columns of the table: event, user, time, campaign. @throws InputError when two are the same to a database */
export function columnNames({ columns }: QueryFile): readonly [string, string, string, string] {
  const { event, user, time, campaign } = columns;
  const names = [event, user, time, campaign] as const;
  if (new Set(names.map((name) => name.toLowerCase())).size === names.length) return names;
  const message = `the columns of the table are ${names.map((name) => JSON.stringify(name)).join(', ')}`;
  throw new InputError([{ message, allowed: 'names that differ, by --event-id, --user, --time and --campaign' }]);
}
