import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureWriter } from '../../src/cli/capture-writer.js';
import { withFolder } from '../promises/command-line.js';

describe('writing a capture', () => {
  test('needs a name that says what it is', () => {
    expect(() => new CaptureWriter('a.json')).toThrow('--out is "a.json"; allowed: a name that ends in .ndjson');
  });

  test('does not write over an hour of work', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'a.ndjson');
      writeFileSync(file, 'an hour of work');
      expect(() => new CaptureWriter(file)).toThrow('is there already; allowed: a new file in a folder that is there');
      expect(readFileSync(file, 'utf8')).toBe('an hour of work');
    }));
});
