import { readFileSync } from 'node:fs';
import { quirksOf } from '../engine/quirks/index.js';
import type { RecordedSdk } from '../record/bundle.js';
import type { TargetDescription } from '../record/trace.js';
import { didYouMean, InputError } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import { listPolicies, loadPolicy } from '../spec/policies.js';
import { auditPolicy, auditSdk, auditTarget, auditTargets } from './audit.js';
import { launchBrowser, SharedBrowser } from './chromium/browser.js';
import { ChromiumTarget } from './chromium/chromium-target.js';
import type { KnownBrowser } from './chromium/known-browser.js';
import { type Environment, type ExecutedTarget, executedTarget, executedTargets } from './executed.js';
import { HostedTarget } from './jsdom/hosted-target.js';
import { InspectedTarget, type Inspection } from './jsdom/inspected-target.js';
import type { WorkerSetup } from './jsdom/worker-messages.js';
import { ModelTarget } from './model.js';
import { adapterAddress, isAdapterName } from './process/adapter-name.js';
import { AdapterTarget } from './process/adapter-target.js';
import { greetingOf } from './process/greetings.js';
import { ReferenceTarget } from './reference.js';
import { chooseFrom } from './sdk/choose.js';
import type { ChosenSdk, DrivenPackage, SdkChoice } from './sdk/chosen-sdk.js';
import { isOfProject } from './sdk/installed-folder.js';
import { packageBuild } from './sdk/package-build.js';
import { parsePackageSpec } from './sdk/package-spec.js';
import { recordedSdk } from './sdk/recorded-sdk.js';
import { scriptHash } from './sdk/script-hash.js';
import type { Target } from './target.js';

export type { Inspection } from './jsdom/inspected-target.js';
export { prepareTargets } from './prepare-targets.js';
export { adapterAddress, isAdapterName, nameOfAdapter } from './process/adapter-name.js';
export { faketimeInstallation, faketimeVariable, findFaketime } from './process/faketime-library.js';
export { type AdapterSettings, type Greeting, greetingOf, meetAdapter } from './process/greetings.js';
export { type Capability, capabilities as allCapabilities, type HelloAnswer } from './process/protocol.js';
export { realToleranceMs } from './process/real-clock.js';
export type { ChosenSdk, SdkChoice } from './sdk/chosen-sdk.js';
export { parseWantedVersions, publishedVersions, type WantedVersions } from './sdk/published-versions.js';
export { choiceOf } from './sdk/recorded-sdk.js';
export { type Target, UntestableError } from './target.js';

/** How a target is opened. */
export interface TargetOptions {
  readonly edition: string;
  readonly seed: number;
  /** Fire every timer of an idle wait, instead of skipping the rounds that are all alike. */
  readonly fullStepping?: boolean;
  /** Which build of which version, from `chooseSdk`; default: the one that is installed. */
  readonly sdk?: ChosenSdk | undefined;
  /** Whether traces hold all that can be observed, such as writes to storage, beside what is judged. */
  readonly detailed?: boolean;
  /** The timeline that is played under a debugger, if one is. */
  readonly inspection?: Inspection;
  /** Real time that one timeline may take, on top of what its waits take; default: half a minute, in a browser a whole. */
  readonly timeLimitMs?: number | undefined;
}

/** The policies of SDK families of which a model can be played: those whose quirks are written down. */
function modelledPolicies(): string[] {
  return listPolicies().filter((policy) => quirksOf(policy).length > 0);
}

/**
 * The targets that a person can name; `reference:` stands before the name of any policy, `model:` before that of an SDK
 * family, and those of `audit:` are wrong on purpose.
 */
export function listTargets(): readonly string[] {
  return [
    ...executedTargets.map(({ name }) => name),
    ...listPolicies().map((policy) => `reference:${policy}`),
    ...modelledPolicies().map((policy) => `model:${policy}`),
    ...auditTargets.map(({ name }) => name),
  ];
}

/** What a target is, for people, and the builds that it can judge. */
export interface TargetListing {
  readonly id: string;
  readonly title: string;
  readonly builds: readonly string[];
}

/** The targets with what there is to know before one is chosen. */
export function describeTargets(): readonly TargetListing[] {
  return listTargets().map((id) => {
    const executed = executedTarget(id);
    if (executed !== undefined) {
      const { sdkPackage, environment } = executed;
      const where = environment === 'jsdom' ? 'jsdom' : 'a Chromium of this machine';
      return { id, title: `${sdkPackage.name}, run in ${where}`, builds: sdkPackage.builds.map(({ name }) => name) };
    }
    const audit = auditTarget(id);
    if (audit !== undefined) {
      return { id, title: `an audit SDK of Lapse, no vendor's, run in jsdom: ${audit.title}`, builds: [] };
    }
    const policy = defaultPolicyOf(id);
    return id.startsWith('model:')
      ? { id, title: `a model of the ${loadPolicy(policy).title}; the SDK is not executed`, builds: [] }
      : { id, title: `the reference engine, by the policy ${policy}`, builds: [] };
  });
}

/** The policy by which a target is judged unless another is asked for. */
export function defaultPolicyOf(target: string): string {
  const greeting = greetingOf(target);
  if (greeting?.hello !== undefined) return greeting.hello.policy;
  const named = listPolicies().find((policy) => [`reference:${policy}`, `model:${policy}`].includes(target));
  return named ?? executedTarget(target)?.policy ?? auditPolicy;
}

/** Whether the SDK that is installed for a target is that of the project in which somebody works, not the one of Lapse. */
export function isInstalledInProject(target: string): boolean {
  const executed = executedTarget(target);
  return executed !== undefined && isOfProject(executed.sdkPackage.name, target);
}

/** What a value in the storage of a target says, where its SDK encodes what it stores. */
export function meaningOfStored(target: string): ((stored: string) => string) | undefined {
  return executedTarget(target)?.storedMeaning;
}

/** Whether `--sdk` names a package that a target drives, rather than a path. @throws InputError as `parsePackageSpec` */
export function isPackageName(sdk: string): boolean {
  const names = executedTargets.map(({ sdkPackage }) => sdkPackage.name);
  return parsePackageSpec(sdk, names) !== undefined;
}

/**
 * Finds the SDK that a person chose, and fetches it if need be; once for all targets of a run.
 * @throws InputError when it is not there, or when the target has no SDK to choose
 */
export async function chooseSdk(target: string, choice: SdkChoice): Promise<ChosenSdk | undefined> {
  const executed = executedTarget(target);
  if (executed !== undefined) {
    refusePackageOfAnother(executed, choice);
    return chooseFrom(executed.sdkPackage, choice);
  }
  // What is no target at all is told when it is opened.
  if (!listTargets().includes(target)) return undefined;
  refuseChoice(target, choice);
  return undefined;
}

/** The package whose published versions a target runs. @throws InputError when it runs none */
export function publishedPackageOf(target: string): DrivenPackage {
  const executed = executedTarget(target);
  if (executed !== undefined) return executed.sdkPackage;
  checkTarget(target);
  throw new InputError([{ message: `the target ${target} has no published versions`, allowed: executedNames() }]);
}

/**
 * The target and version of `rudderstack-js@3.10.0`, of `rudderstack-js@chromium@3.10.0`, or of a package with a version.
 * @returns nothing when the text begins with no target and no package
 * @throws InputError when it is a target alone
 */
export function publishedVersionOf(text: string): { readonly target: string; readonly sdk: string } | undefined {
  if (executedTarget(text) !== undefined) {
    const message = `${JSON.stringify(text)} is a target, and no version of its SDK is named`;
    throw new InputError([{ message, allowed: `${text}@ and a published version` }]);
  }
  const names = executedTargets.flatMap(({ name, sdkPackage }) => [
    { name, target: name, sdkPackage },
    { name: sdkPackage.name, target: name, sdkPackage },
  ]);
  // The name of a target may have an @ in it, and begin with that of another; a package is that of its first target.
  const [found] = names
    .filter(({ name }) => text.startsWith(`${name}@`))
    .sort((one, other) => other.name.length - one.name.length);
  if (found === undefined) return undefined;
  const { name, target, sdkPackage } = found;
  return { target, sdk: `${sdkPackage.name}${text.slice(name.length)}` };
}

/** @throws InputError when a person chooses an SDK for a target that runs none */
export function refuseChoice(target: string, { sdk, build }: Pick<SdkChoice, 'sdk' | 'build'>): void {
  const option = sdk !== undefined ? '--sdk' : build !== undefined ? '--build' : undefined;
  if (option === undefined) return;
  const why = auditTarget(target) === undefined ? 'runs none' : 'has one of its own';
  const message = `${option} chooses an SDK, and the target ${target} ${why}`;
  throw new InputError([{ message, allowed: `${option} with --target ${executedNames()}` }]);
}

/** @throws InputError when a person wants to look into an SDK with a target that runs none */
export function refuseInspection(target: string, { inspection }: Pick<TargetOptions, 'inspection'>): void {
  if (inspection === undefined) return;
  const message = `nothing of an SDK is run by the target ${target}, so there is nothing to inspect`;
  throw new InputError([{ message, allowed: executedNames() }]);
}

/** A package that another target drives would only be said to be unknown. */
function refusePackageOfAnother(target: ExecutedTarget, { sdk = '' }: SdkChoice): void {
  for (const { name, sdkPackage } of executedTargets) {
    if (sdkPackage === target.sdkPackage || parsePackageSpec(sdk, [sdkPackage.name]) === undefined) continue;
    const message = `--sdk ${sdk} is driven by the target ${name}, and the target here is ${target.name}`;
    throw new InputError([{ message, allowed: `--target ${name} --sdk ${sdk}` }]);
  }
}

/** Without those in a browser, which are the same SDKs once more. */
function executedNames(): string {
  return executedTargets
    .filter(({ environment }) => environment === 'jsdom')
    .map(({ name }) => name)
    .join(' or ');
}

/** @throws InputError when there is no target of this name */
export function checkTarget(name: string): void {
  const known = listTargets();
  if (known.includes(name) || adapterAddress(name) !== undefined) return;
  const message = `unknown target ${JSON.stringify(name)}${didYouMean(name, known)}`;
  throw new InputError([
    { message, allowed: [...known, 'adapter: and a command', 'http:// and an address'].join(', ') },
  ]);
}

/**
 * Opens a target by its name; nothing of an SDK is run before the first timeline.
 * @throws InputError when there is no such target, its SDK is not installed, or it has nothing to inspect
 */
export function openTarget(name: string, options: TargetOptions): Target {
  const executed = executedTarget(name);
  if (executed !== undefined) {
    const sdk = options.sdk ?? installedSdk(executed.sdkPackage);
    return executed.environment === 'jsdom' ? openInJsdom(name, sdk, options) : openInChromium(executed, sdk, options);
  }
  const audit = auditTarget(name);
  if (audit !== undefined) return openInJsdom(name, auditSdk(audit), options, { audit: true });
  checkTarget(name);
  refuseInspection(name, options);
  if (isAdapterName(name)) return openAdapter(name, options);
  const EngineTarget = name.startsWith('model:') ? ModelTarget : ReferenceTarget;
  return new EngineTarget(loadPolicy(defaultPolicyOf(name)), options.edition, packageVersion);
}

function openAdapter(name: string, options: TargetOptions): Target {
  const greeting = greetingOf(name);
  if (greeting === undefined) {
    const message = `nobody has asked the adapter ${JSON.stringify(name)} who it is`;
    throw new InputError([{ message, allowed: 'meetAdapter before, as every command does' }]);
  }
  return new AdapterTarget(name, greeting, options);
}

function openInJsdom(
  name: string,
  sdk: ChosenSdk,
  { seed, timeLimitMs, fullStepping = false, detailed = false, inspection }: TargetOptions,
  kind: Pick<TargetDescription, 'audit'> = {},
): Target {
  const { file } = sdk;
  // A detailed trace shows each write of every round, so that no round is skipped.
  const setup: WorkerSetup = { target: name, file, seed, detailed, fastForward: !fullStepping && !detailed };
  const hosted = new HostedTarget({ ...describe(name, sdk, 'jsdom'), ...kind }, setup, timeLimitMs);
  return inspection === undefined ? hosted : new InspectedTarget(hosted, setup, inspection);
}

/** The browser that a person chose, if one did. */
let chosenBrowser: string | undefined;

/** All targets of the process that run in a browser run in this one. */
const browser = new SharedBrowser(() => launchBrowser(chosenBrowser));

/** From now on, whatever runs in a browser runs in this one, given by the path of its program. */
export function useBrowser(file: string): void {
  chosenBrowser = file;
}

/** Whether a target runs in a browser, by its name. */
export function runsInBrowser(target: string): boolean {
  return executedTarget(target)?.environment === 'chromium';
}

/** The browser in which a target has been played, if it needs one: told to people, and in no report of any machine. */
export function browserOf({ environment }: Pick<TargetDescription, 'environment'>): KnownBrowser | undefined {
  return environment === 'chromium' ? browser.last : undefined;
}

function openInChromium(executed: ExecutedTarget, sdk: ChosenSdk, options: TargetOptions): Target {
  const { name } = executed;
  const { seed, timeLimitMs, fullStepping = false, detailed = false, inspection } = options;
  if (inspection !== undefined) {
    const message = `the target ${name} runs in a browser of its own, into which --inspect does not look`;
    throw new InputError([{ message, allowed: '--inspect with a target that runs in jsdom' }]);
  }
  const { file } = sdk;
  const { damageSession } = executed.sdk(file);
  const setup = { file, seed, detailed, fastForward: !fullStepping && !detailed, damageSession };
  return new ChromiumTarget(describe(name, sdk, 'chromium'), setup, browser, timeLimitMs);
}

function describe(name: string, sdk: ChosenSdk, environment: Environment): TargetDescription {
  const { file, subject, version, variant } = sdk;
  return {
    name,
    subject,
    version,
    ...(variant === undefined ? {} : { variant }),
    environment,
    executed: true,
    script: scriptHash(readFileSync(file)),
    platform: 'web',
  };
}

function installedSdk(sdkPackage: DrivenPackage): ChosenSdk {
  return packageBuild(sdkPackage, sdkPackage.installed(), sdkPackage.name, undefined);
}

/**
 * What a recording says of the script that a target runs; nothing for a target that runs none.
 * @throws InputError when its SDK is not installed
 */
export function recordedSdkOf(target: string, sdk: ChosenSdk | undefined): RecordedSdk | undefined {
  const executed = executedTarget(target);
  return executed && recordedSdk(executed.sdkPackage, sdk ?? installedSdk(executed.sdkPackage));
}
