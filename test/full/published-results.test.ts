import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { filesIn, lapse, withFolder } from '../promises/command-line.js';

const published = path.join(packageRoot, 'reports', 'published');

function foldersOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

// Too long for every change: the SDKs that are executed are played again as well.
test('all published results are what a run gives today, byte by byte', { timeout: 1_200_000 }, () => {
  withFolder((folder) => {
    expect(lapse(['publish', '--out', folder])).toMatchObject({ code: 0, stderr: '' });
    // What became of versions is written by `lapse trend`, from runs of each of them.
    expect(foldersOf(folder)).toEqual(foldersOf(published).filter((name) => name !== 'trend'));
    for (const name of foldersOf(folder)) {
      const committed = filesIn(path.join(published, name));
      const stale = [...filesIn(path.join(folder, name))].filter(([file, text]) => committed.get(file) !== text);
      expect(
        stale.map(([file]) => file),
        `${name} is out of date: npm run results renews it`,
      ).toEqual([]);
    }
  });
});
