import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { installedFolder, isOfProject } from '../../../src/target/sdk/installed-folder.js';
import { inputFolder } from '../../spec/input-folder.js';

describe('the folder of an installed package', () => {
  test('is where its manifest is', () => {
    expect(existsSync(path.join(installedFolder('rudder-sdk-js', 'any'), 'package.json'))).toBe(true);
  });

  test('is the one of the project in which somebody works, from any folder below it, and built or not', () => {
    const manifest = JSON.stringify({ name: 'rudder-sdk-js', version: '0.0.1', main: 'not/built.js' });
    const folder = inputFolder({ 'node_modules/rudder-sdk-js/package.json': manifest, 'app/src/x.js': '' });
    const installed = path.join(folder, 'node_modules', 'rudder-sdk-js');
    expect(installedFolder('rudder-sdk-js', 'any', path.join(folder, 'app', 'src'))).toBe(installed);
    expect(isOfProject('rudder-sdk-js', 'any', path.join(folder, 'app'))).toBe(true);
  });

  test('is the one beside Lapse where the project has none', () => {
    const folder = inputFolder({ 'node_modules/other/package.json': '{}' });
    expect(installedFolder('rudder-sdk-js', 'any', folder)).toBe(installedFolder('rudder-sdk-js', 'any'));
    expect(isOfProject('rudder-sdk-js', 'any', folder)).toBe(false);
    expect(isOfProject('rudder-sdk-js', 'any')).toBe(false);
  });

  test('is missed with the target that needs it, and with what to do', () => {
    expect(() => installedFolder('@acme/analytics', 'acme')).toThrow(
      /^the target acme needs the package @acme\/analytics, which is not installed \(.+\); allowed: run npm ci/,
    );
  });
});
