import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { lapse, withFolder } from '../promises/command-line.js';

const plain = readFileSync(path.join(packageRoot, 'test', 'fixtures', 'sdks', 'plain.cjs'), 'utf8');

// Waits in real time, twice.
test.runIf(process.env.LAPSE_FULL === '1')('a replay of an SDK that hangs is identical when it hangs again', () => {
  withFolder((folder) => {
    const hanging = plain
      .replace("send('page',", "hang('page',")
      .replace('send(type,', 'hang() { for (;;); } send(type,');
    writeFileSync(path.join(folder, 'sdk.cjs'), hanging);
    const play = ['--sdk', 'sdk.cjs', '--time-limit', '3s'];
    const save = ['--reporter', 'none', '--as-of', '2026-11-23', '--save', 'kept'];
    expect(lapse(['run', 'timeout/beyond/type=page', ...play, ...save], { cwd: folder }).code).toBe(3);
    const file = path.join('kept', 'timeout.beyond.type=page.lapse.json');
    const { code, stdout } = lapse(['replay', file, ...play], { cwd: folder });
    expect(stdout).toContain('  identical: again, the SDK did not come back within 3.4 s of real time');
    expect(code).toBe(0);
  });
});
