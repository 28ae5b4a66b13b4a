import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseCapture } from '../../src/record/capture.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { withFolder } from '../promises/command-line.js';
import { send } from '../wire/http-client.js';

// The promise: what an app believes to be delivered is in the file, also where the disk takes no more.
test.skipIf(process.platform === 'win32')('a recording whose disk is full is whole, and says how far it came', () =>
  withFolder(async (folder) => {
    const file = path.join(folder, 'full.ndjson');
    // A file of two blocks of 512 bytes; a disk that is full fails alike.
    const command = `ulimit -f 2; exec "${process.execPath}" "${path.join(packageRoot, 'dist', 'cli', 'main.js')}" collect --out "${file}"`;
    const child = spawn('sh', ['-c', command]);
    onTestFinished(() => void child.kill('SIGKILL'));
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += String(text);
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const [, url = ''] = await new Promise<string[]>((resolve) => {
      child.stdout.once('data', (text) => resolve(/at (http:\S+)/.exec(String(text)) ?? []));
    });
    let delivered = 0;
    for (let posted = 0; posted < 20; posted++) {
      const answer = await send(`${url}/v1/track`, { body: '{"type":"track","event":"A"}' }).catch(() => undefined);
      if (answer?.status !== 200) break;
      delivered += 1;
    }
    expect(await ended).toBe(2);
    expect(delivered).toBeGreaterThan(0);
    expect(stderr.replace(folder, 'FOLDER')).toBe(
      `error: FOLDER/full.ndjson takes no more than the ${delivered} requests with ${delivered} messages that are in it: the file would be too large (EFBIG); allowed: a disk that has room\n`,
    );
    const parsed = parseCapture(readFileSync(file, 'utf8'));
    expect(parsed).toMatchObject({ capture: { requests: { length: delivered } } });
    expect(parsed).not.toHaveProperty('warning');
  }),
);
