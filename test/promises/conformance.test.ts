import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';

const file = path.join('test', 'fixtures', 'conformance', 'node.mjs');

function nodeTest(target: string, scenarios: string) {
  // A test that is run by a test would otherwise report to it.
  const { NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  const env = { ...inherited, LAPSE_TARGET: target, LAPSE_SCENARIOS: scenarios };
  return spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
    cwd: packageRoot,
    env,
    encoding: 'utf8',
  });
}

// The promise: the suite within the tests of a maintainer. test/full/conformance.test.ts has vitest, which takes longer.
describe('lapse/node-test', () => {
  test('fails for an SDK that is broken, and says why', () => {
    const { status, stdout } = nodeTest('mutant:one-millisecond-early', 'timeout/within');
    expect(status).toBe(1);
    expect(stdout).toMatch(/not ok \d+ - timeout\/within · /);
    expect(stdout).toContain('observed  session 1772443799999');
  });

  test('shows what is known to fail as skipped, with the deviation, and the rest as passed', () => {
    const { status, stdout } = nodeTest('rudderstack-js', 'timeout/within,context/start-marker-taken-away');
    expect(stdout).toMatch(/ok \d+ - context\/start-marker-taken-away · .* # SKIP known deviation caller-[a-z-]+: /);
    expect(stdout).toMatch(/ok \d+ - timeout\/within · [^#]*$/m);
    expect(status).toBe(0);
  });
});
