import { createRequire } from 'node:module';
import { InputError } from '../../spec/input-error.js';
import type { DrivenPackage } from '../sdk/chosen-sdk.js';
import { manifestAbove } from '../sdk/manifest.js';

export interface SdkPackage {
  readonly name: string;
  readonly version: string;
  /** The script that is run on the page. */
  readonly file: string;
}

export const rudderStackJsPackage: DrivenPackage = {
  name: '@rudderstack/analytics-js',
  builds: [],
};

const packageName = rudderStackJsPackage.name;

/**
 * The SDK that is installed beside Lapse. The bundled build is taken: the others load plugins from a CDN.
 * @throws InputError when the package, or that build of it, is not installed
 */
export function installedSdk(): SdkPackage {
  try {
    const file = createRequire(import.meta.url).resolve(`${packageName}/bundled`);
    return { name: packageName, version: String(manifestAbove(file, packageName)?.version), file };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const message = `the target rudderstack-js needs the package ${packageName}, which is not installed (${reason})`;
    throw new InputError([{ message, allowed: 'run npm ci, or npm install, where lapse is installed' }]);
  }
}
