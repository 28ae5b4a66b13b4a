import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkDataset } from '../../../src/dataset/check/check-dataset.js';
import type { CheckRow } from '../../../src/dataset/check/check-row.js';
import { unread } from '../../../src/dataset/check/index.js';
import { populationFile } from '../../../src/dataset/population-files.js';
import { openDataset } from '../../../src/dataset/read/open-dataset.js';
import { readUsers } from '../../../src/dataset/read/read-users.js';
import { messageIdOf, type UserData } from '../../../src/dataset/rows.js';
import { noDigits } from '../../../src/record/byte-writer.js';
import { withFolder } from '../../promises/command-line.js';
import { shopWith } from '../population-text.js';
import { storeDataset } from '../stored-shop.js';

test.each([
  ['content', 'csv', 'one table of events'],
  ['content', 'ndjson', 'one table of events'],
  ['health-shop', 'csv', 'the tables of a warehouse'],
] as const)('users of %s are read from %s as they were made, with %s', async (preset, format, layout) => {
  await withFolder(async (folder) => {
    const made = storeDataset(folder, populationFile(preset), 100, format, layout === 'the tables of a warehouse');
    const { database, population, manifest } = await openDataset(folder);
    const read: UserData[] = [];
    for await (const user of readUsers(database, population)) read.push(user);
    const facts = { population, days: manifest.days };
    // What is not read for the checks changes nothing in what they find.
    expect(await checkDataset(facts, readUsers(database, population, unread))).toEqual(await checkDataset(facts, read));
    const { value: lean } = await readUsers(database, population, unread).next();
    expect(lean?.events[0]).toMatchObject({ url: undefined, name: '', state: read[0]?.events[0]?.state });
    database.close();
    expect(read.map(inOrder)).toEqual(made.map(inOrder));
    const events = made.flatMap((user) => user.events);
    expect(events.length).toBeGreaterThan(200);
    expect(events.some(({ properties }) => properties.length > 1)).toBe(true);
    expect(events.some(({ revenue }) => revenue !== undefined)).toBe(preset === 'health-shop');
    expect(made.some(({ lost }) => lost > 0)).toBe(preset === 'content');
  });
});

test('an empty text is a value and nothing is none, in CSV as in NDJSON', async () => {
  await withFolder(async (folder) => {
    const file = path.join(folder, 'shop.yaml');
    writeFileSync(file, shopWith({ 'card: 3, wallet: 1': "'': 3, wallet: 1" }));
    const rowsOf = async (format: 'csv' | 'ndjson'): Promise<readonly CheckRow[]> => {
      const data = path.join(folder, format);
      mkdirSync(data);
      storeDataset(data, file, 60, format);
      const { database, population, manifest } = await openDataset(data);
      const rows = await checkDataset({ population, days: manifest.days }, readUsers(database, population));
      database.close();
      return rows;
    };
    const rows = await rowsOf('csv');
    expect(rows).toEqual(await rowsOf('ndjson'));
    const empty = rows.find(({ what }) => what.endsWith('payment of paid is '));
    expect(empty?.count).toBeGreaterThan(20);
    expect(empty?.observed).toBeGreaterThan(0.5);
  });
});

/** The order of rows with the same time is that of their ids. */
function inOrder({ events, visitSessions, ...user }: UserData): UserData {
  const receivedAt = (event: UserData['events'][number]): string => `${event.receivedAtMs} ${messageIdOf(event)}`;
  return {
    ...user,
    events: events
      .map((event) => ({
        ...event,
        messagePrefix: messageIdOf(event),
        messageGroups: '',
        messageNumber: noDigits,
        receivedAtMs: Math.floor(event.receivedAtMs),
      }))
      .sort((one, other) => (receivedAt(one) < receivedAt(other) ? -1 : 1)),
    visitSessions: [...visitSessions].sort((one, other) =>
      `${one.visitId} ${one.sessionId}` < `${other.visitId} ${other.sessionId}` ? -1 : 1,
    ),
  };
}
