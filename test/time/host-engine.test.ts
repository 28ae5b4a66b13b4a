import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

// In a process of its own, for the flags hold for a whole process.
const compiled = (file: string) => JSON.stringify(new URL(`../../dist/${file}`, import.meta.url).href);
const run = (script: string) =>
  spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
const setFlags = (flag: string, version?: string) =>
  run(`
    import { setEngineFlags } from ${compiled('time/host-engine.js')};
    setEngineFlags([${JSON.stringify(flag)}], ${JSON.stringify(version)});
  `);

describe('flags of the engine', () => {
  test('are told to it', () => {
    expect(setFlags('--no-such-flag').stderr).toContain('unrecognized flag --no-such-flag');
  });

  test('are not told to one that may not have them', () => {
    expect(setFlags('--no-such-flag', '14.2.231')).toMatchObject({ stderr: '', status: 0 });
  });

  test('by which heaps may grow it knows', () => {
    const script = `import { environment } from ${compiled('cli/environment.js')}; environment.letHeapsGrow(20);`;
    expect(run(script)).toMatchObject({ stdout: '', stderr: '', status: 0 });
  });
});
