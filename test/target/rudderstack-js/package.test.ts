import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../src/spec/package-root.js';
import { installedSdk } from '../../../src/target/rudderstack-js/package.js';

test('finds the bundled build of the SDK that is installed, and its version', () => {
  const manifest = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));
  const sdk = installedSdk();
  expect(sdk.name).toBe('@rudderstack/analytics-js');
  expect(sdk.version).toBe(manifest.dependencies['@rudderstack/analytics-js']);
  expect(existsSync(sdk.file)).toBe(true);
  expect(sdk.file).toContain(`${path.sep}bundled${path.sep}`);
});
