import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';

export interface SdkPackage {
  readonly name: string;
  readonly version: string;
  /** The script that is run on the page. */
  readonly file: string;
}

const packageName = '@rudderstack/analytics-js';

/**
 * The SDK that is installed beside Lapse. The bundled build is taken: the others load plugins from a CDN.
 * @throws InputError when the package, or that build of it, is not installed
 */
export function installedSdk(): SdkPackage {
  try {
    const file = createRequire(import.meta.url).resolve(`${packageName}/bundled`);
    return { name: packageName, version: versionOf(file), file };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const message = `the target rudderstack-js needs the package ${packageName}, which is not installed (${reason})`;
    throw new InputError([{ message, allowed: 'run npm ci, or npm install, where lapse is installed' }]);
  }
}

function versionOf(file: string): string {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = readManifest(path.join(folder, 'package.json'));
    if (manifest?.name === packageName) return manifest.version;
  }
  throw new Error(`no package.json above ${path.basename(file)}`);
}

function readManifest(file: string): { name?: string; version: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Folders below the package's root have no manifest of their own.
    return undefined;
  }
}
