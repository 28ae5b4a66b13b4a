import type { Bench } from '../judge/judge.js';
import { type Bundle, bundleEnding, caseOf, hashOfValues, type RecordedSdk } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import { type BundleFile, readBundle, standardInput } from '../spec/bundle-file.js';
import { InputError } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import { type Given, optionalTextOf } from './given.js';
import { loadBench } from './options.js';

/** For yargs; the one argument of every command that reads a bundle. */
export const bundleArgument = {
  describe: `A file *${bundleEnding} that run --save wrote, or - for the standard input`,
  type: 'string',
  demandOption: true,
} as const;

/** A bundle, and what it takes to judge it now. */
export interface OpenedBundle extends BundleFile {
  readonly case: Case;
  readonly bench: Bench;
}

/** Whether what a person named is a bundle, by its name. */
export function isBundleName(name: string): boolean {
  return name === standardInput || name.endsWith(bundleEnding);
}

/**
 * Reads a bundle, and the bench by which it was judged unless `--policy` and `--edition` say otherwise.
 * @param target whose deviations count; default: the one that was recorded
 * @throws InputError when the bundle is not whole, or needs what this Lapse does not have
 */
export function openBundle(name: string, given: Given, target?: string): OpenedBundle {
  return openRead(readBundle(name), given, target);
}

/** The same for one that is read already. @throws InputError as `openBundle` */
export function openRead({ file, bundle }: BundleFile, given: Given, target?: string): OpenedBundle {
  const bench = loadBench({
    target: target ?? bundle.handshake.target.name,
    policy: optionalTextOf(given, 'policy') ?? bundle.policy.id,
    edition: optionalTextOf(given, 'edition') ?? bundle.edition,
  });
  const unknown = bundle.case.requirements.filter((id) => !bench.registry.byId.has(id));
  if (unknown.length > 0) {
    const message = `${file} is about ${unknown.join(', ')}, which lapse ${packageVersion} does not know; lapse ${bundle.lapseVersion} recorded it`;
    throw new InputError([{ message, allowed: 'requirements that lapse list --what requirements shows' }]);
  }
  return { file, bundle, bench, case: caseOf(bundle, file) };
}

/** What is not as it was when the bundle was recorded, and may be why verdicts are not; one sentence each. */
export function changesSince({ bundle, bench }: OpenedBundle): string[] {
  const { lapseVersion, policy, edition } = bundle;
  return [
    ...(lapseVersion === packageVersion ? [] : [`recorded by lapse ${lapseVersion}`]),
    ...(bench.policy.id === policy.id
      ? hashOfValues(bench.policy.values) === policy.sha256
        ? []
        : [`the policy ${policy.id} has other values than when it was recorded`]
      : [`judged by the policy ${bench.policy.id}, recorded with ${policy.id}`]),
    ...(bench.edition === edition ? [] : [`judged by the edition ${bench.edition}, recorded with ${edition}`]),
  ];
}

/**
 * Whether the script is the one that was recorded, in sentences; empty if it is.
 * @param isChosen whether a person chose it, who then needs no word of how to get another
 */
export function scriptChanges(
  { sdk: recorded }: Pick<Bundle, 'sdk'>,
  now: RecordedSdk | undefined,
  isChosen: boolean,
): string[] {
  if (recorded === undefined || now === undefined || recorded.sha256 === now.sha256) return [];
  const differs = `another script: recorded ${scriptText(recorded)}, now ${scriptText(now)}`;
  if (isChosen) return [differs];
  if (recorded.source === 'local') {
    return [differs, `${recorded.variant ?? recorded.package} was a build of one's own: --sdk says where it is`];
  }
  const again = `${recorded.package}@${recorded.version}`;
  return recorded.version === now.version ? [differs] : [differs, `to play the recorded one: --sdk ${again}`];
}

function scriptText({ version, variant, sha256 }: RecordedSdk): string {
  // A build of one's own that belongs to no package has its hash for a version.
  const name = sha256.startsWith(version) ? '' : `${version} `;
  return `${name}${variant === undefined ? '' : `${variant} `}(${sha256.slice(0, 19)})`;
}
