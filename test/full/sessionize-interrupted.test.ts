import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
// As large as files are that two threads cut.
const rowCount = 1_000_000;

// The promise: Ctrl+C, or a request to end, ends the cutting of a large file, with its exit code, and leaves nothing that is not whole.
test.each([
  ['SIGINT', 's.csv', []],
  ['SIGTERM', 's.csv', []],
  ['SIGINT', 'l.csv', ['--label', 'l.csv']],
  ['SIGTERM', 'l.parquet', ['--label', 'l.parquet']],
] as const)('%s while %s is being written', async (signal, awaited, more) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-interrupted-'));
  try {
    const rows = Array.from({ length: rowCount }, (_, row) => `u${row % 5_000},${1_773_144_000_000 + row * 500}\n`);
    writeFileSync(path.join(folder, 'e.csv'), `anonymous_id,timestamp\n${rows.join('')}`);
    const words = ['sessionize', 'e.csv', '--timeout', '30m', '--out', 's.csv', ...more];
    const child = spawn(process.execPath, [cli, ...words], { cwd: folder, stdio: 'ignore' });
    const watcher = watch(folder, (_, name) => {
      if (name === `${awaited}.lapse-part`) child.kill(signal);
    });
    const [code] = await once(child, 'exit');
    watcher.close();
    expect({ code, left: readdirSync(folder) }).toEqual({ code: signal === 'SIGINT' ? 130 : 143, left: ['e.csv'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
