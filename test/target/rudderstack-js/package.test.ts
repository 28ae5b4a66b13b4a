import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/spec/package-root.js';
import { playInJsdom } from '../../../src/target/jsdom/player.js';
import { installedSdk, rudderStackJsPackage } from '../../../src/target/rudderstack-js/package.js';
import { rudderStackJs } from '../../../src/target/rudderstack-js/sdk.js';
import { packageBuild } from '../../../src/target/sdk/package-build.js';
import { load, messagesOf, thrownOf, timeline, track, wait } from '../timeline.js';

describe('the installed SDK', () => {
  test('is the bundled build of the package that Lapse depends on', () => {
    const manifest = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));
    const sdk = installedSdk();
    const version: string = manifest.dependencies['@rudderstack/analytics-js'];
    expect(sdk).toEqual({ file: sdk.file, version, subject: `@rudderstack/analytics-js ${version}` });
    expect(existsSync(sdk.file)).toBe(true);
    expect(sdk.file).toContain(path.join('modern', 'bundled', 'cjs'));
  });

  test('has every build that is offered, each in a file of its own', () => {
    const { installed, builds } = rudderStackJsPackage;
    const files = builds.map((build) => build.files.find((file) => existsSync(path.join(installed(), file))));
    expect(files).not.toContain(undefined);
    expect(new Set(files).size).toBe(builds.length);
  });

  test.each(rudderStackJsPackage.builds.map(({ name }) => name))('can be judged in its build %s', async (build) => {
    const { file } = packageBuild(rudderStackJsPackage, rudderStackJsPackage.installed(), 'installed', build);
    const trace = await playInJsdom(timeline([load(), track('Viewed'), wait(5_000)]), rudderStackJs(file), 'real', 1);
    expect(thrownOf(trace)).toEqual([]);
    expect(messagesOf(trace).map(({ body }) => body.event)).toEqual(['Viewed']);
  });
});
