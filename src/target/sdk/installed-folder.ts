import { createRequire } from 'node:module';
import { InputError } from '../../spec/input-error.js';
import { packageFolderAbove } from './manifest.js';

/**
 * The folder of a package that is installed beside Lapse.
 * @param target the target that needs it, for the message
 * @throws InputError when it is not installed
 */
export function installedFolder(name: string, target: string): string {
  try {
    const folder = packageFolderAbove(createRequire(import.meta.url).resolve(name), name);
    if (folder === undefined) throw new Error('it has no package.json');
    return folder;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const message = `the target ${target} needs the package ${name}, which is not installed (${reason})`;
    throw new InputError([{ message, allowed: 'run npm ci, or npm install, where lapse is installed' }]);
  }
}
