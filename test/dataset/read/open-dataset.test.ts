import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { populationFile } from '../../../src/dataset/population-files.js';
import { openDataset } from '../../../src/dataset/read/open-dataset.js';
import { withFolder } from '../../promises/command-line.js';
import { storeDataset } from '../stored-shop.js';

const stored = (use: (folder: string) => Promise<void>): Promise<void> =>
  withFolder(async (folder) => {
    storeDataset(folder, populationFile('content'), 20, 'csv');
    await use(folder);
  });
const changed = (folder: string, change: (text: string) => string): void => {
  const file = path.join(folder, 'manifest.json');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
};

describe('a dataset on disk', () => {
  test('has its population, its manifest and a view for each table', async () => {
    await stored(async (folder) => {
      const { population, manifest, database } = await openDataset(folder);
      expect([population.id, manifest.days]).toEqual(['population', 7]);
      expect(await database.query('SELECT count(*) AS users FROM users')).toEqual([{ users: 20 }]);
      database.close();
    });
  });

  test('is not there', async () => {
    await withFolder(async (folder) => {
      await expect(openDataset(path.join(folder, 'none'))).rejects.toThrow(
        /cannot read .*manifest\.json: it does not exist/,
      );
    });
  });

  test.each(['', '{', '{}', '[]', 'null', '{"tables":[{"name":1}]}'])(
    'has a manifest that is none: %s',
    async (text) => {
      await withFolder(async (folder) => {
        writeFileSync(path.join(folder, 'manifest.json'), text);
        await expect(openDataset(folder)).rejects.toThrow(
          /manifest\.json:1:1: this is no manifest; allowed: the folder of a dataset/,
        );
      });
    },
  );

  test('lacks a file, or a file was cut short', async () => {
    await stored(async (folder) => {
      rmSync(path.join(folder, 'visits.csv'));
      writeFileSync(path.join(folder, 'users.csv'), 'label_person\n');
      await expect(openDataset(folder)).rejects.toThrow(
        /visits\.csv is missing(?:.|\n)*users\.csv has 13 bytes, and the manifest says \d+/,
      );
    });
  });

  test('was made without a table or a column that is needed', async () => {
    await stored(async (folder) => {
      changed(folder, (text) => text.replace('"name":"visits"', '"name":"other"').replace('"label_state",', ''));
      await expect(openDataset(folder)).rejects.toThrow(
        /events lacks the columns label_state(?:.|\n)*lacks the tables visits/,
      );
    });
  });
});
