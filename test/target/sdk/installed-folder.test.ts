import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { installedFolder } from '../../../src/target/sdk/installed-folder.js';

describe('the folder of an installed package', () => {
  test('is where its manifest is', () => {
    expect(existsSync(path.join(installedFolder('rudder-sdk-js', 'any'), 'package.json'))).toBe(true);
  });

  test('is missed with the target that needs it, and with what to do', () => {
    expect(() => installedFolder('@acme/analytics', 'acme')).toThrow(
      /^the target acme needs the package @acme\/analytics, which is not installed \(.+\); allowed: run npm ci/,
    );
  });
});
