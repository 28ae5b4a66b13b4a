import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { OutputFolder } from '../../src/dataset/output-folder.js';
import { lockName } from '../../src/spec/process-lock.js';
import { withFolder } from '../promises/command-line.js';

/** As if the process that writes into the folder had been killed. */
function kill(folder: string): void {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(path.join(folder, '.lapse-generate', lockName), String(pid));
}

describe('the folder of a dataset', () => {
  test('has nothing but a working folder until all is there, and nothing of that afterwards', () => {
    withFolder((folder) => {
      const data = path.join(folder, 'a', 'data');
      const output = new OutputFolder(data);
      for (const name of ['events/day=1/events.csv', 'manifest.json']) writeFileSync(output.workingFile(name), name);
      expect(readdirSync(data)).toEqual(['.lapse-generate']);
      output.finish(['events/day=1/events.csv', 'manifest.json']);
      expect(readdirSync(data).sort()).toEqual(['events', 'manifest.json']);
      expect(readFileSync(path.join(data, 'events/day=1/events.csv'), 'utf8')).toBe('events/day=1/events.csv');
    });
  });

  test('starts anew where a run was interrupted, before or while its files were moved', () => {
    withFolder((folder) => {
      const first = new OutputFolder(folder);
      expect(first.startedAnew).toBe(false);
      writeFileSync(first.workingFile('events.csv'), 'half');
      kill(folder);
      const second = new OutputFolder(folder);
      expect(second.startedAnew).toBe(true);
      writeFileSync(second.workingFile('moving.json'), JSON.stringify(['events/day=1/events.csv', 'manifest.json']));
      mkdirSync(path.join(folder, 'events/day=1'), { recursive: true });
      writeFileSync(path.join(folder, 'events/day=1/events.csv'), 'moved');
      kill(folder);
      expect(new OutputFolder(folder).startedAnew).toBe(true);
      expect(readdirSync(folder)).toEqual(['.lapse-generate']);
    });
  });

  test('is whole once the manifest is there, whatever is left over', () => {
    withFolder((folder) => {
      const output = new OutputFolder(folder);
      writeFileSync(output.workingFile('moving.json'), JSON.stringify(['events.csv', 'manifest.json']));
      writeFileSync(path.join(folder, 'events.csv'), 'whole');
      writeFileSync(path.join(folder, 'manifest.json'), '{}');
      kill(folder);
      expect(() => new OutputFolder(folder)).toThrow('holds a dataset already; allowed: a new folder, or an empty one');
      expect(readFileSync(path.join(folder, 'events.csv'), 'utf8')).toBe('whole');
    });
  });

  test('belongs to one run at a time, which another one leaves alone', () => {
    withFolder((folder) => {
      const output = new OutputFolder(folder);
      writeFileSync(output.workingFile('manifest.json'), '{}');
      expect(() => new OutputFolder(folder)).toThrow(
        new RegExp(
          `^process ${process.pid} is writing into ".*"; allowed: another folder, or the same when it has ended`,
        ),
      );
      output.finish(['manifest.json']);
      expect(readdirSync(folder)).toEqual(['manifest.json']);
    });
  });

  test('is left alone by a run from which another one has taken it over', () => {
    withFolder((folder) => {
      const output = new OutputFolder(folder);
      writeFileSync(output.workingFile('manifest.json'), '{}');
      writeFileSync(path.join(folder, '.lapse-generate', lockName), '1');
      expect(() => output.finish(['manifest.json'])).toThrow('another process has taken over');
      output.abandon();
      expect(readdirSync(path.join(folder, '.lapse-generate')).sort()).toEqual([lockName, 'manifest.json']);
    });
  });

  test('is not one with files of others, which stay', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'thesis.tex'), 'mine');
      expect(() => new OutputFolder(folder)).toThrow('is not empty: it holds "thesis.tex"');
      expect(readdirSync(folder)).toEqual(['thesis.tex']);
      expect(() => new OutputFolder(path.join(folder, 'thesis.tex', 'data'))).toThrow('cannot be written');
    });
  });

  test('is gone when it is abandoned, if it was not there before', () => {
    withFolder((folder) => {
      const data = path.join(folder, 'data');
      new OutputFolder(data).abandon();
      expect(existsSync(data)).toBe(false);
      new OutputFolder(folder).abandon();
      expect(readdirSync(folder)).toEqual([]);
    });
  });
});
