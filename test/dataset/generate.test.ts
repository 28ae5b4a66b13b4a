import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DatasetRequest, generate } from '../../src/dataset/generate.js';
import type { Manifest } from '../../src/dataset/manifest.js';
import { OutputFolder } from '../../src/dataset/output-folder.js';
import { withFolder } from '../promises/command-line.js';
import { smallRequest } from './small-request.js';

function generated<T>(
  request: DatasetRequest,
  use: (manifest: Manifest, folder: string) => T | Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => use(await generate(request, new OutputFolder(folder)), folder));
}

describe('a dataset', () => {
  test.each([
    ['csv', 'none'],
    ['ndjson', 'day'],
    ['parquet', 'none'],
  ] as const)('is described by its manifest: %s, %s', async (format, partition) => {
    await generated({ ...smallRequest, format, partition, users: 40 }, (manifest, folder) => {
      expect(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
      expect(manifest).toMatchObject({
        seed: 7,
        days: 4,
        users: 40,
        format,
        partition,
        counts: { users: 40, lost: 80 },
      });
      expect(manifest.shard).toEqual({ number: 1, of: 1, first: 0, end: 40 });
      expect(manifest.tables.map(({ name }) => name)).toEqual(['events', 'sessions', 'users']);
      expect(manifest.tables[0]?.rows).toBe(manifest.counts.events);
      const files = [...manifest.tables.flatMap((table) => table.files), ...manifest.files];
      expect(files.map(({ name }) => name)).toContain(`users.${format}`);
      for (const { name, sha256, bytes } of files) {
        const content = readFileSync(path.join(folder, name));
        expect([name, content.length]).toEqual([name, bytes]);
        expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      }
    });
  });

  test('has the same manifest again, with any number of threads', async () => {
    const request: DatasetRequest = { ...smallRequest, format: 'parquet', order: 'time', users: 60 };
    const one = await generated(request, (manifest) => manifest);
    expect(await generated({ ...request, jobs: 2 }, (manifest) => manifest)).toEqual(one);
    const other = { ...request, source: { ...request.source, seed: 8 } };
    expect(await generated(other, ({ tables }) => tables)).not.toEqual(one.tables);
  });

  test('tells how far it is', async () => {
    const told: string[] = [];
    const onProgress: NonNullable<DatasetRequest['onProgress']> = ({ phase, users, of }) =>
      told.push(`${phase} ${users}/${of}`);
    await generated({ ...smallRequest, order: 'time', users: 20, onProgress }, () => undefined);
    expect(told.at(-1)).toBe('arranging 20/20');
    expect(told).toContain('making 20/20');
  });
});
