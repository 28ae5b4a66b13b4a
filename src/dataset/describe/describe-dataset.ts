import { sections } from './index.js';
import type { DatasetSummary, Query, Sight } from './sight.js';

/** Looks at the tables of a dataset, section by section. */
export async function describeDataset(query: Query, summary: DatasetSummary): Promise<Sight[]> {
  const sights: Sight[] = [];
  for (const section of sections) sights.push(await section.look(query, summary));
  return sights;
}
