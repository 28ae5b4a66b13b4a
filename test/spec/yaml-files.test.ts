import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { yamlFilesIn } from '../../src/spec/yaml-files.js';
import { withFolder } from '../promises/command-line.js';

test('the YAML files of a folder are those in it by either extension, sorted, and of no folder none', () =>
  withFolder(async (folder) => {
    mkdirSync(path.join(folder, 'below'));
    for (const name of ['b.yml', 'a.yaml', 'c.json', path.join('below', 'd.yaml')]) {
      writeFileSync(path.join(folder, name), 'title: one\n');
    }
    expect(yamlFilesIn(folder)).toEqual([path.join(folder, 'a.yaml'), path.join(folder, 'b.yml')]);
    expect(yamlFilesIn(path.join(folder, 'elsewhere'))).toEqual([]);
  }));
