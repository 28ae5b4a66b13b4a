import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/spec/package-root.js';
import { playInJsdom } from '../../../src/target/jsdom/player.js';
import { installedLegacySdk, rudderStackJsLegacyPackage } from '../../../src/target/rudderstack-js-legacy/package.js';
import { rudderStackJsLegacy } from '../../../src/target/rudderstack-js-legacy/sdk.js';
import { packageBuild } from '../../../src/target/sdk/package-build.js';
import { withFolder } from '../../promises/command-line.js';
import { writeFiles } from '../sdk/package-folder.js';
import { load, messagesOf, thrownOf, timeline, track, wait } from '../timeline.js';

const { name, builds, installed } = rudderStackJsLegacyPackage;

/** A package of the legacy SDK with a script that nobody runs. */
function packageOf(version: string, file: string) {
  return withFolder((folder) => {
    writeFiles(folder, { 'package.json': JSON.stringify({ name, version }), [file]: 'exports.a = 1;' });
    const { file: chosen, ...rest } = packageBuild(rudderStackJsLegacyPackage, folder, `${name}@${version}`, undefined);
    return { ...rest, file: path.relative(folder, chosen).split(path.sep).join('/') };
  });
}

describe('the installed legacy SDK', () => {
  test('is the package that Lapse depends on', () => {
    const manifest = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));
    const sdk = installedLegacySdk();
    const version: string = manifest.dependencies[name];
    expect(sdk).toEqual({ file: sdk.file, version, subject: `${name} ${version}` });
    expect(sdk.file).toBe(path.join(installed(), 'dist', 'npm', 'index.js'));
  });

  test('has every build that is offered, each in a file of its own', () => {
    const files = builds.map((build) => build.files.find((file) => existsSync(path.join(installed(), file))));
    expect(files).not.toContain(undefined);
    expect(new Set(files).size).toBe(builds.length);
  });

  test.each(builds.map((build) => build.name))('can be judged in its build %s', async (build) => {
    const { file } = packageBuild(rudderStackJsLegacyPackage, installed(), 'installed', build);
    const trace = await playInJsdom(
      timeline([load(), track('Viewed'), wait(5_000)]),
      rudderStackJsLegacy(file),
      'real',
      {
        seed: 1,
        fastForward: false,
      },
    );
    expect(thrownOf(trace)).toEqual([]);
    expect(messagesOf(trace).map(({ body }) => body.event)).toEqual(['Viewed']);
  });
});

describe('an older package of it', () => {
  test('has its script at the top', () => {
    expect(packageOf('2.40.4', 'index.js')).toEqual({ file: 'index.js', version: '2.40.4', subject: `${name} 2.40.4` });
  });

  test('is refused when it would fetch its source configuration', () => {
    expect(packageOf('1.0.16', 'index.js')).toMatchObject({ version: '1.0.16' });
    expect(() => packageOf('1.0.15', 'index.js')).toThrow(
      'rudder-sdk-js 1.0.15 cannot be judged: it has no getSourceConfig, and fetches its source configuration from a network that is not there; allowed: 1.0.16 or newer',
    );
  });
});
