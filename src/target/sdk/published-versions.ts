import { InputError } from '../../spec/input-error.js';
import { byVersion, isInRange, isVersionRange } from '../../spec/version-range.js';
import { cachedPackage, cachedVersions } from './cache.js';
import type { DrivenPackage } from './chosen-sdk.js';
import { npmVersions } from './npm.js';
import { isExact, isOlder } from './package-spec.js';

/** Which published versions a person asks for: `all`, a range, or exact versions with commas between. */
export type WantedVersions =
  | { readonly kind: 'all' }
  | { readonly kind: 'range'; readonly range: string }
  | { readonly kind: 'list'; readonly versions: readonly string[] };

/** @throws InputError for what is none of these */
export function parseWantedVersions(text: string): WantedVersions {
  if (text === 'all') return { kind: 'all' };
  const versions = [...new Set(text.split(',').map((each) => each.trim()))];
  if (versions.every(isExact)) return { kind: 'list', versions };
  if (isVersionRange(text)) return { kind: 'range', range: text };
  const allowed = "all, a range such as '>=3.5', or versions with commas between, such as 3.5.1,3.34.1";
  throw new InputError([{ message: `--versions is ${JSON.stringify(text)}`, allowed }]);
}

/**
 * The versions of a package that are wanted and can be judged, from the oldest to the newest. Exact ones are taken as they
 * are; otherwise the registry is asked, or without a network, the cache.
 * @throws InputError when none is there, or when the registry does not answer
 */
export async function publishedVersions(
  driven: DrivenPackage,
  wanted: WantedVersions,
  offline: boolean,
): Promise<readonly string[]> {
  if (wanted.kind === 'list') return [...wanted.versions].sort(byVersion);
  const there = offline
    ? cachedVersions(driven.name).filter((version) => cachedPackage(driven.name, version) !== undefined)
    : await npmVersions(driven.name);
  const chosen = there
    .filter((version) => wanted.kind === 'all' || isInRange(version, wanted.range))
    .filter((version) => driven.oldest === undefined || !isOlder(version, driven.oldest.version))
    .sort(byVersion);
  if (chosen.length > 0) return chosen;
  const where = offline ? 'in the cache, and --offline forbids to ask the registry' : 'published';
  const message = `no version of ${driven.name} that --versions asks for is ${where}`;
  throw new InputError([{ message, allowed: there.length === 0 ? 'there are none' : there.join(', ') }]);
}
