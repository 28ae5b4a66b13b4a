import { existsSync } from 'node:fs';
import path from 'node:path';
import { didYouMean, InputError } from '../../spec/input-error.js';
import type { ChosenSdk, DrivenPackage } from './chosen-sdk.js';
import { readManifest } from './manifest.js';
import { isOlder } from './package-spec.js';

/**
 * A build of a package in a folder.
 * @param given how the person called the package, for messages
 * @param wanted the name of a build; without one, the first that the package has
 * @throws InputError when the folder holds no package, one that is too old, or not that build
 */
export function packageBuild(
  driven: DrivenPackage,
  folder: string,
  given: string,
  wanted: string | undefined,
): Omit<ChosenSdk, 'again'> {
  const manifest = readManifest(folder);
  if (manifest === undefined) {
    const message = `--sdk ${given} is a folder without a package.json that has a name and a version`;
    throw new InputError([{ message, allowed: 'the folder of a package, or a script' }]);
  }
  const { name, version } = manifest;
  const { oldest } = driven;
  if (oldest !== undefined && isOlder(version, oldest.version)) {
    const message = `${name} ${version} cannot be judged: ${oldest.reason}`;
    throw new InputError([{ message, allowed: `${oldest.version} or newer` }]);
  }
  const builds = driven.builds.flatMap((build) => {
    const file = build.files.map((each) => path.join(folder, each)).find((each) => existsSync(each));
    return file === undefined ? [] : [{ name: build.name, file }];
  });
  const [ordinary] = driven.builds;
  const has = builds.map((build) => build.name);
  if (builds.length === 0) {
    const message = `--sdk ${given} has none of the builds that can be judged; perhaps it is not built yet`;
    throw new InputError([{ message, allowed: driven.builds.map(({ files }) => files[0]).join(', ') }]);
  }
  const build = wanted === undefined ? builds[0] : builds.find((each) => each.name === wanted);
  if (build === undefined) {
    const message = `${name} ${version} has no build ${JSON.stringify(wanted)}${didYouMean(String(wanted), has)}`;
    throw new InputError([{ message, allowed: has.join(', ') }]);
  }
  if (build.name === ordinary?.name) return { file: build.file, subject: `${name} ${version}`, version };
  const subject = `${name} ${version}, ${build.name} build`;
  return { file: build.file, subject, version, variant: build.name };
}
