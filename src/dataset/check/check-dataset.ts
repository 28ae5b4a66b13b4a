import type { UserData } from '../rows.js';
import type { CheckRow } from './check-row.js';
import { quantities } from './index.js';
import type { DatasetFacts, Quantity } from './quantity.js';
import { visitPaths } from './visit-path.js';

/** Compares every configured quantity with what the users did; each user is looked at once, and then forgotten. */
export async function checkDataset(
  facts: DatasetFacts,
  users: Iterable<UserData> | AsyncIterable<UserData>,
  tested: readonly Quantity[] = quantities,
): Promise<CheckRow[]> {
  const collectors = tested.map((quantity) => ({ check: quantity.id, collector: quantity.collect(facts) }));
  for await (const user of users) {
    const paths = visitPaths(user);
    for (const { collector } of collectors) collector.add(user, paths);
  }
  return collectors.flatMap(({ check, collector }) => collector.findings().map((finding) => ({ check, ...finding })));
}
