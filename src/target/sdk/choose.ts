import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';
import { cachedPackage, cachedVersions, fetchPackage } from './cache.js';
import type { ChosenSdk, DrivenPackage, SdkChoice } from './chosen-sdk.js';
import { readManifest } from './manifest.js';
import { packageBuild } from './package-build.js';
import { isExact, noSuchSdk, parsePackageSpec } from './package-spec.js';
import { scriptFile } from './script-file.js';

/**
 * The script that a person's choice comes to; a published version that is not in the cache is fetched into it.
 * @throws InputError when there is no such file, folder, package, version or build, or when it cannot be fetched
 */
export async function chooseFrom(driven: DrivenPackage, choice: SdkChoice): Promise<ChosenSdk> {
  const { sdk, build, offline = false } = choice;
  if (sdk === undefined) return packageBuild(driven, driven.installed(), driven.name, build);
  const spec = parsePackageSpec(sdk, [driven.name]);
  if (spec === undefined) return local(driven, sdk, build);
  if (spec.wanted === undefined) return packageBuild(driven, driven.installed(), sdk, build);
  const folder = await published(driven, spec.wanted, offline);
  const again = `${driven.name}@${readManifest(folder)?.version}`;
  return { ...packageBuild(driven, folder, sdk, build), again };
}

/** What somebody built: a script, or a package. */
function local(driven: DrivenPackage, given: string, build: string | undefined): ChosenSdk {
  const place = path.resolve(given);
  if (!existsSync(place)) throw new InputError([noSuchSdk(given, [driven.name])]);
  if (statSync(place).isDirectory()) return { ...packageBuild(driven, place, given, build), again: given };
  if (build !== undefined) {
    const message = `--build chooses among the builds of a package, and --sdk ${given} is one script`;
    throw new InputError([{ message, allowed: '--build with a package' }]);
  }
  return scriptFile(given, driven.name);
}

/** The folder of a published version: the installed one, if it is that version, else the one in the cache. */
async function published(driven: DrivenPackage, wanted: string, offline: boolean): Promise<string> {
  if (isExact(wanted)) {
    const installed = installedVersion(driven);
    if (installed?.version === wanted) return installed.folder;
    const cached = cachedPackage(driven.name, wanted);
    if (cached !== undefined) return cached;
  }
  if (offline) throw forbidden(driven, wanted);
  return fetchPackage(driven.name, wanted);
}

function installedVersion({ installed }: DrivenPackage): { version: string; folder: string } | undefined {
  try {
    const folder = installed();
    const version = readManifest(folder)?.version;
    return version === undefined ? undefined : { version, folder };
  } catch {
    // None is needed when another one is asked for.
    return undefined;
  }
}

function forbidden(driven: DrivenPackage, wanted: string): InputError {
  const spec = `${driven.name}@${wanted}`;
  const why = isExact(wanted)
    ? `${spec} is not in the cache, and --offline forbids to fetch it`
    : `--offline forbids to ask the registry which version ${spec} is`;
  const cached = cachedVersions(driven.name).filter((version) => cachedPackage(driven.name, version) !== undefined);
  const there = new Set([...cached, installedVersion(driven)?.version ?? []].flat());
  const message = `${why}; to fetch it: npx lapse run --sdk ${spec}`;
  return new InputError([{ message, allowed: `the versions that are here: ${[...there].join(', ')}` }]);
}
