import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';
import { packageFolderAbove } from './manifest.js';

/**
 * The folder of a package that is installed: in the project in which somebody works, or else beside Lapse. What a project
 * has installed is what it ships, so it counts even if it turns out to be broken or not built.
 * @param target the target that needs it, for the message
 * @param from a folder of the project; default: where somebody works
 * @throws InputError when it is not installed
 */
export function installedFolder(name: string, target: string, from: string = process.cwd()): string {
  return folderAbove(name, from) ?? folderBesideLapse(name, target);
}

/** Whether a package comes from the project in which somebody works, and is not the one beside Lapse. */
export function isOfProject(name: string, target: string, from: string = process.cwd()): boolean {
  const folder = folderAbove(name, from);
  if (folder === undefined) return false;
  try {
    return realpathSync(folder) !== realpathSync(folderBesideLapse(name, target));
  } catch {
    // Lapse needs none of its own where the project has one.
    return true;
  }
}

/** Looked for by its manifest: what a package exports may not be built, and need not name the manifest. */
function folderAbove(name: string, from: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const installed = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(installed, 'package.json'))) return installed;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function folderBesideLapse(name: string, target: string): string {
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
