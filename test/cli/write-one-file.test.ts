import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeOneFile } from '../../src/cli/write-one-file.js';
import { InputError } from '../../src/spec/input-error.js';
import { withFolder } from '../promises/command-line.js';

test('a file is written, into a new folder as well, or told in one line', () => {
  withFolder((folder) => {
    const file = path.join(folder, 'new', 'a.csv');
    writeOneFile(file, 'a\n');
    expect(readFileSync(file, 'utf8')).toBe('a\n');
    expect(readdirSync(path.join(folder, 'new'))).toEqual(['a.csv']);
    mkdirSync(path.join(folder, 'folder'));
    expect(() => writeOneFile(path.join(folder, 'folder'), 'a\n')).toThrow(InputError);
    writeFileSync(path.join(folder, 'file'), '');
    expect(() => writeOneFile(path.join(folder, 'file', 'a.csv'), 'a\n')).toThrow(InputError);
  });
});
