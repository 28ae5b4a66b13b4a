import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { installedSdk } from '../../src/target/rudderstack-js/package.js';
import { lapse, withFolder } from './command-line.js';

const plainSdk = path.join(packageRoot, 'test', 'fixtures', 'sdks', 'plain.cjs');
const judged = ['run', 'start/only-once', '--reporter', 'none', '--as-of', '2026-11-23'];

// The promise: a maintainer's local build is what gets judged, and the output says so.
describe('--sdk with a file', () => {
  test('judges that file, and names it by its hash when it belongs to no package', () => {
    withFolder((folder) => {
      copyFileSync(installedSdk().file, path.join(folder, 'bundle.js'));
      const { code, stdout, stderr } = lapse([...judged, '--sdk', './bundle.js'], { cwd: folder });
      expect(stderr).toBe('');
      expect(stdout).toMatch(/rudderstack-js sha256:[0-9a-f]{12} bundle\.js \(jsdom, executed\)/);
      expect(stdout).toContain('clock obeys · wire alive');
      expect(code).toBe(0);
    });
  });

  test('prints commands that judge it again', () => {
    withFolder((folder) => {
      copyFileSync(plainSdk, path.join(folder, 'plain.cjs'));
      const { code, stdout } = lapse([...judged, '--sdk', 'plain.cjs'], { cwd: folder });
      expect(stdout).toContain("npx lapse run 'start/only-once' --sdk plain.cjs\n");
      expect(code).toBe(1);
    });
  });
});
