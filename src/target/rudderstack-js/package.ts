import type { ChosenSdk, DrivenPackage } from '../sdk/chosen-sdk.js';
import { installedFolder } from '../sdk/installed-folder.js';
import { packageBuild } from '../sdk/package-build.js';

const name = '@rudderstack/analytics-js';

/**
 * RudderStack's JavaScript SDK, v3. Only builds that hold their plugins are offered: the others fetch them from a CDN,
 * and without it they send nothing. The endings are `.cjs` from 3.6.1 on and `.js` before.
 */
export const rudderStackJsPackage: DrivenPackage = {
  name,
  builds: [
    {
      name: 'modern',
      files: ['dist/npm/modern/bundled/cjs/index.cjs', 'dist/npm/modern/bundled/cjs/index.js'],
    },
    {
      name: 'legacy',
      files: [
        'dist/npm/legacy/bundled/cjs/index.cjs',
        // Before 3.7 there is one legacy build, and it holds its plugins.
        'dist/npm/legacy/cjs/index.cjs',
        'dist/npm/legacy/cjs/index.js',
        // The first betas have no folder for npm, and no modern build that holds its plugins.
        'legacy/cjs/index.js',
      ],
    },
    {
      name: 'content-script',
      files: ['dist/npm/modern/content-script/cjs/index.cjs', 'dist/npm/modern/content-script/cjs/index.js'],
    },
    {
      name: 'legacy-content-script',
      files: ['dist/npm/legacy/content-script/cjs/index.cjs'],
    },
    {
      name: 'lite',
      files: ['dist/npm/modern/lite/cjs/index.cjs'],
    },
    {
      name: 'legacy-lite',
      files: ['dist/npm/legacy/lite/cjs/index.cjs'],
    },
  ],
  installed: () => installedFolder(name, 'rudderstack-js'),
};

/** The SDK that is installed, in its ordinary build. @throws InputError when it is not installed */
export function installedSdk(): ChosenSdk {
  return packageBuild(rudderStackJsPackage, rudderStackJsPackage.installed(), name, undefined);
}
