import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { OutputFile, sha256Of } from '../../src/dataset/output-file.js';
import { withFolder } from '../promises/command-line.js';

test('a file is recorded as it is on the disk', () => {
  withFolder((folder) => {
    const file = path.join(folder, 'rows.csv');
    const output = new OutputFile(file, 'rows.csv', Buffer.from('a\n'));
    output.write({ bytes: Buffer.from('1\n2\n'), rows: 2 });
    const many = Array.from({ length: 50_000 }, (_, index) => `${1_000_000 + index}\n`);
    output.write({ bytes: Buffer.from(many.join('')), rows: many.length });
    const record = output.close();
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(`a\n1\n2\n${many.join('')}`);
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(record).toEqual({ name: 'rows.csv', rows: 50_002, bytes: 400_006, sha256 });
    expect(sha256Of(text)).toBe(sha256);
  });
});
