import { expect, test } from 'vitest';
import { openDataset } from '../../../src/dataset/read/open-dataset.js';
import { readUsers } from '../../../src/dataset/read/read-users.js';
import { populationFile } from '../../../src/dataset/read-population.js';
import type { UserData } from '../../../src/dataset/rows.js';
import { withFolder } from '../../promises/command-line.js';
import { storeDataset } from '../stored-shop.js';

test.each(['csv', 'ndjson'] as const)('users are read from %s as they were made', async (format) => {
  await withFolder(async (folder) => {
    const made = storeDataset(folder, populationFile('content'), 120, format);
    const { database, population } = await openDataset(folder);
    const read: UserData[] = [];
    for await (const user of readUsers(database, population)) read.push(user);
    database.close();
    expect(read.map(inOrder)).toEqual(made.map(inOrder));
    expect(made.reduce((sum, { events }) => sum + events.length, 0)).toBeGreaterThan(200);
    expect(made.reduce((sum, { lost }) => sum + lost, 0)).toBeGreaterThan(0);
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
