import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';

/** Where systems put what belongs to one kind of processor, and where people do. */
const folders = ['/usr/lib', '/usr/lib64', '/usr/local/lib', '/opt/homebrew/lib'];

const names = ['libfaketime.so.1', 'libfaketime.1.dylib'];

/** Names the library, for systems that keep it elsewhere. */
export const faketimeVariable = 'LAPSE_FAKETIME';

/**
 * Where libfaketime is on this machine; nothing if it is not installed.
 * @throws InputError when somebody says that it is where it is not
 */
export function findFaketime(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  within: readonly string[] = folders,
): string | undefined {
  const named = environment[faketimeVariable];
  if (named !== undefined && named !== '') {
    // A name without a folder would be looked for elsewhere by whoever loads it.
    if (existsSync(named)) return path.resolve(named);
    const message = `${faketimeVariable} is ${JSON.stringify(named)}, which does not exist`;
    throw new InputError([{ message, allowed: 'the path of libfaketime, such as /opt/lib/libfaketime.so.1' }]);
  }
  return within
    .flatMap((folder) => [folder, ...subfolders(folder)])
    .flatMap((folder) => names.map((name) => path.join(folder, 'faketime', name)))
    .find((file) => existsSync(file));
}

/** How libfaketime is installed here. */
export function faketimeInstallation(platform: NodeJS.Platform = process.platform): string {
  return platform === 'darwin' ? 'brew install libfaketime' : 'sudo apt-get install libfaketime';
}

/** Debian has a folder for each kind of processor. */
function subfolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.includes('-linux-'))
    .map((name) => path.join(folder, name));
}
