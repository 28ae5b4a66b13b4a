import { ByteWriter } from '../../record/byte-writer.js';
import { csv } from '../formats/csv.js';
import type { Population } from '../population.js';
import type { UserData } from '../rows.js';
import { tablesOf } from '../tables.js';

/** Enough to see what a column holds, and few enough to be kept with the documentation. */
const rowsOfSample = 1000;

/** The first events of a dataset as one flat table, in CSV. */
export function sampleCsv(population: Population, users: Iterable<UserData>): string {
  const [table] = tablesOf(population, { tables: ['events'], splitTables: false });
  if (table === undefined) throw new Error('there is no table of events');
  const writer = new ByteWriter();
  writer.raw(csv.header(table));
  const encode = csv.encoder(table);
  let left = rowsOfSample;
  for (const user of users) {
    for (const row of table.rowsOf(user).slice(0, left)) {
      encode(writer, row);
      left -= 1;
    }
    if (left === 0) break;
  }
  return writer.take().toString('utf8');
}
