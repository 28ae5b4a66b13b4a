import { readFileSync } from 'node:fs';
import type { RecordedSdk } from '../../record/bundle.js';
import { sha256Of } from '../../record/canonical-json.js';
import type { ChosenSdk, DrivenPackage, SdkChoice } from './chosen-sdk.js';
import { parsePackageSpec } from './package-spec.js';

/** A script as a recording names it: by what it is, and not by where it lies on this machine. */
export function recordedSdk(driven: DrivenPackage, sdk: ChosenSdk): RecordedSdk {
  const { file, version, variant, again } = sdk;
  return {
    package: driven.name,
    version,
    ...(variant === undefined ? {} : { variant }),
    sha256: sha256Of(readFileSync(file)),
    source: again === undefined ? 'installed' : isPublished(driven, again) ? 'published' : 'local',
  };
}

/**
 * How to choose the script of a recording again. One that only lay on the machine of whoever recorded it has to be named
 * by a person; until then the installed one takes its place.
 */
export function choiceOf({ package: name, version, variant, source }: RecordedSdk): SdkChoice {
  if (source === 'local') return {};
  return { sdk: source === 'published' ? `${name}@${version}` : undefined, build: variant };
}

function isPublished({ name }: DrivenPackage, again: string): boolean {
  return parsePackageSpec(again, [name]) !== undefined;
}
