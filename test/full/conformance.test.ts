import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { withFolder } from '../promises/command-line.js';

function vitest(target: string, scenarios: string) {
  return withFolder((folder) => {
    const config = path.join(folder, 'vitest.config.mjs');
    writeFileSync(config, `export default { test: { include: ['test/fixtures/conformance/vitest.mjs'] } };\n`);
    const main = path.join(packageRoot, 'node_modules', 'vitest', 'vitest.mjs');
    const words = [main, 'run', '--root', packageRoot, '--config', config, '--reporter', 'verbose', '--no-color'];
    const { VITEST: _within, ...inherited } = process.env;
    const env = { ...inherited, LAPSE_TARGET: target, LAPSE_SCENARIOS: scenarios };
    return spawnSync(process.execPath, words, { cwd: packageRoot, env, encoding: 'utf8' });
  });
}

// The promise: the suite within the tests of a maintainer, by vitest as well.
describe('lapse/vitest', () => {
  test.each(['audit:frozen', 'mutant:one-millisecond-late'])('fails for %s, and says why', (target) => {
    const { status, stdout, stderr } = vitest(target, 'timeout/beyond');
    expect(status).toBe(1);
    expect(stdout).toMatch(/× .* > timeout\/beyond\/type=page · /);
    expect(stderr).toContain('NonconformanceError: FAIL timeout/beyond/type=page · ');
    expect(stderr).toContain('expected  a new session, "second"');
  });

  test('shows what is known to fail as skipped, with the deviation, and the rest as passed', () => {
    const { status, stdout } = vitest('rudderstack-js', 'timeout/within,context/start-marker-taken-away');
    expect(stdout).toMatch(/↓ .* > context\/start-marker-taken-away · .*\[known deviation caller-[a-z-]+: /);
    expect(stdout).toMatch(/✓ .* > timeout\/within · /);
    expect(status).toBe(0);
  });
});
