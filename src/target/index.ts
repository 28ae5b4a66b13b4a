import { didYouMean, InputError } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import { listPolicies, loadPolicy } from '../spec/policies.js';
import { HostedTarget } from './jsdom/hosted-target.js';
import { InspectedTarget, type Inspection } from './jsdom/inspected-target.js';
import type { WorkerSetup } from './jsdom/worker-messages.js';
import { ReferenceTarget } from './reference.js';
import { installedSdk } from './rudderstack-js/package.js';
import { storedMeaning } from './rudderstack-js/stored-value.js';
import type { Target } from './target.js';

export type { Inspection } from './jsdom/inspected-target.js';
export { type Target, UntestableError } from './target.js';

export interface TargetOptions {
  readonly edition: string;
  readonly seed: number;
  /** Whether traces hold all that can be observed, such as writes to storage, beside what is judged. */
  readonly detailed?: boolean;
  /** The timeline that is played under a debugger, if one is. */
  readonly inspection?: Inspection;
}

/** The targets that a person can name, with what each is; `reference:` stands before the name of any policy. */
export function listTargets(): readonly string[] {
  return ['rudderstack-js', ...listPolicies().map((policy) => `reference:${policy}`)];
}

/** The policy by which a target is judged unless another is asked for. */
export function defaultPolicyOf(target: string): string {
  return target.startsWith('reference:') ? target.slice('reference:'.length) : 'rudderstack-web';
}

/** What a value in the storage of a target says, where its SDK encodes what it stores. */
export function meaningOfStored(target: string): ((stored: string) => string) | undefined {
  return target.startsWith('reference:') ? undefined : storedMeaning;
}

/**
 * Full paths of the scripts that a target runs; none for the reference engine.
 * @throws InputError when its SDK is not installed
 */
export function scriptsOf(target: string): string[] {
  return target === 'rudderstack-js' ? [installedSdk().file] : [];
}

/**
 * Opens a target by its name; nothing of an SDK is run before the first timeline.
 * @throws InputError when there is no such target, its SDK is not installed, or it has nothing to inspect
 */
export function openTarget(name: string, options: TargetOptions): Target {
  if (name === 'rudderstack-js') return openRudderStackJs(options);
  if (listTargets().includes(name)) {
    if (options.inspection !== undefined) {
      const message = `nothing of an SDK is run by the target ${name}, so there is nothing to inspect`;
      throw new InputError([{ message, allowed: 'rudderstack-js' }]);
    }
    return new ReferenceTarget(loadPolicy(name.slice('reference:'.length)), options.edition, packageVersion);
  }
  const message = `unknown target ${JSON.stringify(name)}${didYouMean(name, listTargets())}`;
  throw new InputError([{ message, allowed: listTargets().join(', ') }]);
}

function openRudderStackJs({ seed, detailed = false, inspection }: TargetOptions): Target {
  const sdk = installedSdk();
  const name = 'rudderstack-js';
  const setup: WorkerSetup = { target: name, file: sdk.file, seed, detailed };
  const hosted = new HostedTarget(
    {
      name,
      subject: `${sdk.name} ${sdk.version}`,
      version: sdk.version,
      environment: 'jsdom',
      executed: true,
      platform: 'web',
    },
    setup,
  );
  return inspection === undefined ? hosted : new InspectedTarget(hosted, setup, inspection);
}
