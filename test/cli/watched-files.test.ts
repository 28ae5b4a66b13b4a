import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileWatch } from '../../src/cli/watched-files.js';

let folder: string;
let watch: FileWatch;

const below = (...names: string[]): string => path.join(folder, ...names);
const write = (name: string, text: string): void => writeFileSync(below(name), text);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapse-'));
  mkdirSync(below('inner'));
  write('a.yaml', 'a');
  write('b.yaml', 'b');
  write('other.txt', 'x');
  watch = new FileWatch(() => {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const full = entries.map((entry) => ({ entry, name: path.join(entry.parentPath, entry.name) }));
    return {
      files: full.filter(({ name }) => name.endsWith('.yaml')).map(({ name }) => name),
      folders: [folder, ...full.filter(({ entry }) => entry.isDirectory()).map(({ name }) => name)],
    };
  });
});

afterEach(() => {
  watch.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a file that changed is told, however it was written', async () => {
  write('a.yaml', 'changed before anybody asked');
  expect(await watch.changed()).toEqual([below('a.yaml')]);
  const later = watch.changed();
  write('b.yaml.tmp', 'in the place of the old one');
  renameSync(below('b.yaml.tmp'), below('b.yaml'));
  expect(await later).toEqual([below('b.yaml')]);
});

test('files that come and go are told', async () => {
  const added = watch.changed();
  write('c.yaml', 'c');
  expect(await added).toEqual([below('c.yaml')]);
  const removed = watch.changed();
  rmSync(below('a.yaml'));
  expect(await removed).toEqual([below('a.yaml')]);
});

test('a file in a folder that is new itself is told', async () => {
  const added = watch.changed();
  mkdirSync(below('new'));
  write('new/d.yaml', 'd');
  const seen = await added;
  expect(seen).toEqual([below('new', 'd.yaml')]);
});

test('what does not change a file is not told: a touch, the same content, a file of no concern', async () => {
  const next = watch.changed();
  write('a.yaml', 'a');
  write('other.txt', 'y');
  write('b.yaml', 'changed');
  expect(await next).toEqual([below('b.yaml')]);
});

test('a folder that is missing is no fault', async () => {
  watch.close();
  watch = new FileWatch(() => ({ files: [below('nowhere', 'a.yaml')], folders: [folder] }));
  const next = watch.changed();
  mkdirSync(below('nowhere'));
  write('nowhere/a.yaml', 'there');
  expect(await next).toEqual([below('nowhere', 'a.yaml')]);
});

test('a file that is being written is told once, as it is in the end', async () => {
  write('a.yaml', '');
  const first = watch.changed();
  write('a.yaml', 'all of it');
  expect(await first).toEqual([below('a.yaml')]);
  const second = watch.changed();
  write('b.yaml', 'another change');
  expect(await second).toEqual([below('b.yaml')]);
});
