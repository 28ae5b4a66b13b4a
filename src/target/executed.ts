import { auditTarget } from './audit.js';
import { rudderStackJsPackage } from './rudderstack-js/package.js';
import { rudderStackJs, type ScriptOptions } from './rudderstack-js/sdk.js';
import { storedMeaning } from './rudderstack-js/stored-value.js';
import { rudderStackJsLegacyPackage } from './rudderstack-js-legacy/package.js';
import { rudderStackJsLegacy } from './rudderstack-js-legacy/sdk.js';
import { storedMeaning as legacyStoredMeaning } from './rudderstack-js-legacy/stored-value.js';
import type { DrivenPackage } from './sdk/chosen-sdk.js';
import type { WebSdk } from './web/sdk.js';

/** Where an SDK runs. */
export type Environment = 'jsdom' | 'chromium';

/** A target that runs a vendor's own code. */
export interface ExecutedTarget {
  readonly name: string;
  readonly environment: Environment;
  readonly sdkPackage: DrivenPackage;
  /** The policy by which it is judged unless another is asked for. */
  readonly policy: string;
  /** What a value in its storage says, for its SDK encodes what it stores. */
  readonly storedMeaning: (stored: string) => string;
  /** Reads the SDK's script. @throws what reading or compiling it throws */
  readonly sdk: (file: string, options?: ScriptOptions) => WebSdk;
}

/** Those that run in jsdom. */
const inJsdom: readonly ExecutedTarget[] = [
  {
    name: 'rudderstack-js',
    environment: 'jsdom',
    sdkPackage: rudderStackJsPackage,
    policy: 'rudderstack-web',
    storedMeaning,
    sdk: rudderStackJs,
  },
  {
    name: 'rudderstack-js-legacy',
    environment: 'jsdom',
    sdkPackage: rudderStackJsLegacyPackage,
    policy: 'rudderstack-web-legacy',
    storedMeaning: legacyStoredMeaning,
    sdk: rudderStackJsLegacy,
  },
];

/** All of them, each in jsdom and in a browser; the first is the one that is judged when nobody says which. */
export const executedTargets: readonly ExecutedTarget[] = [
  ...inJsdom,
  ...inJsdom.map((target) => ({ ...target, name: `${target.name}@chromium`, environment: 'chromium' as const })),
];

/** The executed target of this name; nothing if there is none. */
export function executedTarget(name: string): ExecutedTarget | undefined {
  return executedTargets.find((target) => target.name === name);
}

/** The SDK of an executed target or of an audit, as one script. @throws Error when there is no such target */
export function readSdk(target: string, file: string, options?: ScriptOptions): WebSdk {
  // It has the calls of version 3, and nothing of a session that is stored in a form to be damaged.
  if (auditTarget(target) !== undefined) return { start: rudderStackJs(file, options).start };
  const executed = executedTarget(target);
  if (executed === undefined) throw new Error(`the target ${target} runs no SDK`);
  return executed.sdk(file, options);
}
