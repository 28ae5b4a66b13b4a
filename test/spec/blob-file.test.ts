import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blobText } from '../../src/record/blob.js';
import { readBlobs } from '../../src/spec/blob-file.js';
import { runResult } from '../report/fixture.js';
import { inputErrorOf, inputFolder } from './input-folder.js';

test('reads blobs, and names each file that is none', () => {
  const text = blobText(runResult(), 'verified', (file) => file);
  const folder = inputFolder({ 'a.blob.jsonl': text, 'b.blob.jsonl': text.slice(0, -9), 'c.txt': 'hello' });
  const at = (name: string): string => join(folder, name);
  expect(readBlobs([at('a.blob.jsonl')])).toMatchObject([{ blob: { head: { edition: '2026-11' } } }]);
  expect(inputErrorOf(folder, () => readBlobs([at('b.blob.jsonl'), at('c.txt')]))).toMatchInlineSnapshot(`
    "b.blob.jsonl is cut off: its end is missing; allowed: a file that lapse run --reporter blob wrote
    c.txt is no blob; allowed: a file that lapse run --reporter blob wrote"
  `);
  expect(inputErrorOf(folder, () => readBlobs([at('none'), at('c.txt')]))).toMatchInlineSnapshot(`
    "none cannot be read: it does not exist (ENOENT); allowed: a file that lapse run --reporter blob wrote
    c.txt is no blob; allowed: a file that lapse run --reporter blob wrote"
  `);
});
