import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds this package's `package.json`, so that `spec/` and `scenarios/` are found from anywhere. */
export const packageRoot: string = findPackageRoot();

/** This package's version, as `package.json` says it. */
export const packageVersion: string = String(readManifest(packageRoot)?.version);

/**
 * A file of this package as seen from its folder, wherever somebody works; others as seen from where somebody works, for
 * reports hold no absolute paths. With forward slashes.
 */
export function packagePath(file: string): string {
  const ours = relative(packageRoot, resolve(file));
  const isOurs = ours !== '' && !ours.startsWith('..') && !isAbsolute(ours);
  const shown = isOurs ? ours : isAbsolute(file) ? relative(process.cwd(), file) : file;
  return shown.split(sep).join('/');
}

/** Goes upwards because this file runs from `dist/` when installed and from `src/` in tests. */
function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (readManifest(folder)?.name !== 'lapse') {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the package.json of lapse is missing above its own code');
    folder = parent;
  }
  return folder;
}

function readManifest(folder: string): { name?: unknown; version?: unknown } | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
