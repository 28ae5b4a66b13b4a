import type { Sight } from '../../sight/sight.js';
import { sections } from './index.js';
import type { DatasetSummary, Query } from './section.js';

/** Looks at the tables of a dataset, section by section. */
export async function describeDataset(query: Query, summary: DatasetSummary): Promise<Sight[]> {
  const sights: Sight[] = [];
  for (const section of sections) sights.push(await section.look(query, summary));
  return sights;
}
