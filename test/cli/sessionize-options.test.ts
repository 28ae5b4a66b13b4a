import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { refuseOverwriting, sessionizeChoiceOf } from '../../src/cli/sessionize-options.js';
import { inputFile } from '../../src/warehouse/read/input-files.js';

const least = { user: 'user_id', time: 'ts', 'time-zone': 'UTC', 'on-error': 'stop', memory: '1024', timeout: '30m' };

describe('the options of sessionize', () => {
  test('have the format of the table by the ending of its file', () => {
    expect(sessionizeChoiceOf(least)).toMatchObject({ out: undefined, outFormat: 'csv', memoryBytes: 2 ** 30 });
    expect(sessionizeChoiceOf({ ...least, out: 'a.PARQUET' })).toMatchObject({
      out: 'a.PARQUET',
      outFormat: 'parquet',
    });
    expect(() => sessionizeChoiceOf({ ...least, label: 'a.xlsx' })).toThrow(
      'nothing tells the format of --label "a.xlsx"',
    );
  });

  test.each([
    [{ split: 'campaign' }, '--split campaign knows no column; allowed: --campaign'],
    [{ conversion: 'Order Completed' }, '--conversion knows no column; allowed: --event'],
    [{ identity: 'graph' }, '--identity graph has one id to join; allowed: --user coalesce(a, b)'],
    [{ identity: 'graph', user: 'coalesce(a, b)', state: 's' }, '--identity graph and --state exclude each other'],
    [{ label: 'l.csv', state: 's' }, '--label and --state exclude each other'],
    [{ lateness: '1d' }, '--lateness has no meaning alone; allowed: --state with it'],
    [{ errors: 'e.ndjson' }, '--errors has nothing to hold; allowed: --on-error collect'],
    [{ 'on-error': 'collect' }, '--on-error collect knows no file; allowed: --errors'],
    [{ out: 'a.csv', label: './a.csv' }, '"./a.csv" is to hold two things'],
    [{ latest: 'tomorrow' }, '--latest: "tomorrow" is no time; allowed: a time such as'],
    [{ format: 'xml', memory: '0' }, '--format is "xml"'],
  ])('%j is refused', (more, message) => {
    expect(() => sessionizeChoiceOf({ ...least, ...more })).toThrow(message);
  });
});

test('a file that is read is not overwritten, by whatever name', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-options-'));
  const at = (name: string): string => path.join(folder, name);
  try {
    writeFileSync(at('in.csv'), '');
    symlinkSync('in.csv', at('link.csv'));
    const files = [inputFile(at('in.csv'))];
    const refuse = (more: Readonly<Record<string, string>>) => (): void =>
      refuseOverwriting(sessionizeChoiceOf({ ...least, ...more }), files);
    for (const more of [
      { out: at('in.csv') },
      { label: at('link.csv') },
      { state: path.relative('.', at('in.csv')) },
      { 'on-error': 'collect', errors: at('none/../in.csv') },
    ])
      expect(refuse(more)).toThrow('is read, and would be overwritten; allowed: another file');
    expect(refuse({ out: at('out.csv'), state: at('s.json') })).not.toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
