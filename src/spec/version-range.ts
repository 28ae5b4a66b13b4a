import semver from 'semver';

/** Whether a text is a range of versions as package managers write it: `>=3.20.0 <3.34.0`, `^3.7.0`, `3.x || 4.1.0`. */
export function isVersionRange(text: string): boolean {
  return semver.validRange(text) !== null;
}

/**
 * Whether a version is in a range. A beta counts as what comes before its release: `>=3.5.0` has 3.7.0-beta.1. What is no
 * version, such as the hash of a script, is in no range.
 */
export function isInRange(version: string, range: string): boolean {
  return semver.valid(version) !== null && semver.satisfies(version, range, { includePrerelease: true });
}

/** From the oldest to the newest; betas before their release. */
export function byVersion(one: string, other: string): number {
  return semver.compareBuild(one, other);
}
