import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type FinishedRows,
  produceRows,
  type RowsRequest,
  tablesOfRequest,
  usersOf,
} from '../../src/dataset/produce-rows.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { withFolder } from '../promises/command-line.js';
import { smallRequest } from './small-request.js';
import { shopWithDirt } from './users.js';

/** The text of each table. */
function textsOf(request: RowsRequest): Promise<string[]> {
  return withFolder(async (folder) => {
    const texts = tablesOfRequest(request).map(() => '');
    const sinks = texts.map((_, index) => ({
      keepsNoBytes: true,
      write: ({ bytes }: FinishedRows) => {
        texts[index] += Buffer.from(bytes).toString();
      },
    }));
    await produceRows(request, sinks, (index) => path.join(folder, String(index)));
    return texts;
  });
}

const requests = [
  { order: 'user', partition: 'none' },
  { order: 'user', partition: 'day' },
  { order: 'time', partition: 'none' },
] as const;

describe('rows', () => {
  test.each(requests)('are the same whatever the number of threads: %j', async (arrangement) => {
    const request = { ...smallRequest, ...arrangement };
    const [one, two] = [await textsOf(request), await textsOf({ ...request, jobs: 2 })];
    expect(two).toEqual(one);
    expect(one.map((text) => text.length > 1_000)).toEqual([true, true, true]);
  });

  test('of all shards are those of the whole, one after the other', async () => {
    const whole = await textsOf(smallRequest);
    const shards: string[][] = [];
    for (const number of [1, 2, 3]) shards.push(await textsOf({ ...smallRequest, shard: { number, of: 3 } }));
    expect(whole.map((_, table) => shards.map((texts) => texts[table]).join(''))).toEqual(whole);
  });

  test('in the order of time are the same rows, each not before the one above it', async () => {
    const request: RowsRequest = { ...smallRequest, tables: ['events'], columns: ['message_id', 'timestamp'] };
    const [byUser = ''] = await textsOf(request);
    const [byTime = ''] = await textsOf({ ...request, order: 'time' });
    const lines = byTime.trimEnd().split('\n');
    expect([...lines].sort()).toEqual(byUser.trimEnd().split('\n').sort());
    const times = lines.map((line) => line.split(',')[1] ?? '');
    expect(times).toEqual([...times].sort());
  });

  test('more users change no user that was there', async () => {
    const [few = ''] = await textsOf(smallRequest);
    const [more = ''] = await textsOf({ ...smallRequest, users: 260 });
    expect(more.startsWith(few)).toBe(true);
    expect(more.length).toBeGreaterThan(few.length);
  });
});

test('threads know what the fault of an SDK does', async () => {
  const request: RowsRequest = {
    ...smallRequest,
    generator: pathToFileURL(path.join(packageRoot, 'dist', 'dataset', 'generate-user.js')).href,
    users: 4,
    tables: ['events'],
    columns: ['context_session_start', 'label_faulty_sdk'],
  };
  const rowsWith = async (...dirt: string[]): Promise<string[]> => {
    const [text = ''] = await textsOf({ ...request, population: shopWithDirt(...dirt) });
    return [...new Set(text.trimEnd().split('\n'))].sort();
  };
  expect(await rowsWith('fault: { share: 1, id: no-marker }')).toEqual([',true']);
  expect(await rowsWith('late: { share: 0, delay: 1h }')).toEqual([',false', 'true,false']);
});

test('shards follow each other and differ by one user at most', () => {
  const shards = Array.from({ length: 7 }, (_, index) => usersOf({ users: 100, shard: { number: index + 1, of: 7 } }));
  expect(shards[0]?.first).toBe(0);
  expect(shards[6]?.end).toBe(100);
  shards.reduce((before, each) => {
    expect(each.first).toBe(before.end);
    return each;
  });
  expect(new Set(shards.map(({ first, end }) => end - first))).toEqual(new Set([14, 15]));
});
