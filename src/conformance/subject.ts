import type { Given } from '../cli/given.js';
import { flagOf, optionalTextOf, textOf } from '../cli/given.js';
import { chooseAnySdk, openAnyTarget } from '../cli/mutant-targets.js';
import type { ChosenSdk, Target, TargetOptions } from '../target/index.js';

/** A script or a package, as `--sdk` and `--build` name it. Without either, the one that is installed. */
export interface SdkUnderTest {
  /** A script, the folder of a package, or a `package@version`; a path is as seen from the working directory. */
  readonly sdk?: string;
  /** Which build of the package. */
  readonly build?: string;
}

/**
 * Gives the SDK to judge: its path, how to find it, or a target of your own, which is closed when all is over. If the name
 * of that target begins with `own:`, a file of deviations can be about it.
 */
export type SdkFactory = () => string | SdkUnderTest | Target | Promise<string | SdkUnderTest | Target>;

/** What a factory came to. */
export interface Subject {
  readonly target: Target;
  /** The script that was chosen, if one was. */
  readonly sdk?: ChosenSdk | undefined;
  /** Whether the target is the person's own, which no command can open. */
  readonly isOwn: boolean;
}

/**
 * Asks the factory, and opens what it gives.
 * @throws InputError when there is no such target or script, or whatever the factory throws
 */
export async function openSubject(factory: SdkFactory, given: Given, options: TargetOptions): Promise<Subject> {
  const made = await factory();
  if (isTarget(made)) return { target: made, isOwn: true };
  const { sdk, build } = typeof made === 'string' ? { sdk: made } : made;
  const target = textOf(given, 'target');
  const choice = {
    sdk: sdk ?? optionalTextOf(given, 'sdk'),
    // A build that the configuration names is one of the package that it names.
    build: sdk === undefined ? (build ?? optionalTextOf(given, 'build')) : build,
    offline: flagOf(given, 'offline'),
  };
  const chosen = await chooseAnySdk(target, choice);
  return { target: openAnyTarget(target, { ...options, sdk: chosen }), sdk: chosen, isOwn: false };
}

function isTarget(made: string | SdkUnderTest | Target): made is Target {
  return typeof made === 'object' && 'play' in made;
}
