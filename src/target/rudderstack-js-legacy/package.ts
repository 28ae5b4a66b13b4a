import type { ChosenSdk, DrivenPackage } from '../sdk/chosen-sdk.js';
import { installedFolder } from '../sdk/installed-folder.js';
import { packageBuild } from '../sdk/package-build.js';

const name = 'rudder-sdk-js';

/**
 * RudderStack's legacy JavaScript SDK, which its documentation calls v1.1. Each build holds the whole SDK. What is left
 * out is its build for service workers, which is another SDK with other calls.
 */
export const rudderStackJsLegacyPackage: DrivenPackage = {
  name,
  builds: [
    // The folder came with 2.48; before, the script lies at the top of the package.
    { name: 'umd', files: ['dist/npm/index.js', 'index.js'] },
    { name: 'cjs', files: ['dist/npm/index.cjs.js'] },
    { name: 'content-script', files: ['dist/npm/content-script/index.js'] },
  ],
  oldest: {
    version: '1.0.16',
    reason: 'it has no getSourceConfig, and fetches its source configuration from a network that is not there',
  },
  installed: () => installedFolder(name, 'rudderstack-js-legacy'),
};

/** The SDK that is installed, in its ordinary build. @throws InputError when it is not installed */
export function installedLegacySdk(): ChosenSdk {
  return packageBuild(rudderStackJsLegacyPackage, rudderStackJsLegacyPackage.installed(), name, undefined);
}
