import { expect, test } from 'vitest';
import { openDataset } from '../../../src/dataset/read/open-dataset.js';
import { readUsers } from '../../../src/dataset/read/read-users.js';
import { populationFile } from '../../../src/dataset/read-population.js';
import type { UserData } from '../../../src/dataset/rows.js';
import { withFolder } from '../../promises/command-line.js';
import { storeDataset } from '../stored-shop.js';

test.each([
  ['content', 'csv', 'one table of events'],
  ['content', 'ndjson', 'one table of events'],
  ['health-shop', 'csv', 'the tables of a warehouse'],
] as const)('users of %s are read from %s as they were made, with %s', async (preset, format, layout) => {
  await withFolder(async (folder) => {
    const made = storeDataset(folder, populationFile(preset), 100, format, layout === 'the tables of a warehouse');
    const { database, population } = await openDataset(folder);
    const read: UserData[] = [];
    for await (const user of readUsers(database, population)) read.push(user);
    database.close();
    expect(read.map(inOrder)).toEqual(made.map(inOrder));
    const events = made.flatMap((user) => user.events);
    expect(events.length).toBeGreaterThan(200);
    expect(events.some(({ properties }) => properties.length > 1)).toBe(true);
    expect(events.some(({ revenue }) => revenue !== undefined)).toBe(preset === 'health-shop');
    expect(made.some(({ lost }) => lost > 0)).toBe(preset === 'content');
  });
});

/** The order of rows with the same time is that of their ids. */
function inOrder({ events, visitSessions, ...user }: UserData): UserData {
  const receivedAt = (text: { receivedAtMs: number; messageId: string }): string =>
    `${text.receivedAtMs} ${text.messageId}`;
  return {
    ...user,
    events: events
      .map((event) => ({ ...event, receivedAtMs: Math.floor(event.receivedAtMs) }))
      .sort((one, other) => (receivedAt(one) < receivedAt(other) ? -1 : 1)),
    visitSessions: [...visitSessions].sort((one, other) =>
      `${one.visitId} ${one.sessionId}` < `${other.visitId} ${other.sessionId}` ? -1 : 1,
    ),
  };
}
