import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const rowCount = 400_000;

// The promise: Ctrl+C ends the cutting of a large file, with its exit code, and leaves nothing that is not whole.
test.each([
  ['s.csv', []],
  ['l.csv', ['--label', 'l.csv']],
  ['l.parquet', ['--label', 'l.parquet']],
])('an interrupt while %s is being written', async (awaited, more) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-interrupted-'));
  try {
    const rows = Array.from({ length: rowCount }, (_, row) => `u${row % 5_000},${1_773_144_000_000 + row * 500}\n`);
    writeFileSync(path.join(folder, 'e.csv'), `anonymous_id,timestamp\n${rows.join('')}`);
    const words = ['sessionize', 'e.csv', '--timeout', '30m', '--out', 's.csv', ...more];
    const child = spawn(process.execPath, [cli, ...words], { cwd: folder, stdio: 'ignore' });
    const watcher = watch(folder, (_, name) => {
      if (name === `${awaited}.lapse-part`) child.kill('SIGINT');
    });
    const [code] = await once(child, 'exit');
    watcher.close();
    expect({ code, left: readdirSync(folder) }).toEqual({ code: 130, left: ['e.csv'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
