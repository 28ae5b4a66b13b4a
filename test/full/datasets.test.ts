import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { filesBelow } from '../house/source-files.js';
import { lapse, withFolder } from '../promises/command-line.js';

test('the pages about datasets, their plots and samples are of today: npm run datasets', () => {
  withFolder((folder) => {
    expect(lapse(['answer', '--out', folder])).toMatchObject({ code: 0, stderr: '' });
    const kept = filesBelow(['docs/datasets'], /\.(md|svg|csv)$/).filter(({ name }) => !name.endsWith('README.md'));
    expect(kept).toHaveLength(5 + 10 + 5);
    for (const { name } of kept) {
      const made = readFileSync(path.join(folder, path.relative('docs/datasets', name)), 'utf8');
      expect({ name, isFresh: made === readFileSync(path.join(packageRoot, name), 'utf8') }).toEqual({
        name,
        isFresh: true,
      });
    }
  });
}, 240_000);
