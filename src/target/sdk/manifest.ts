import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What is read of a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The manifest of a package's folder; nothing if there is none, or none with a name and a version. */
export function readManifest(folder: string): Manifest | undefined {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof manifest !== 'object' || manifest === null) return undefined;
  const { name, version } = manifest as Record<string, unknown>;
  return typeof name === 'string' && typeof version === 'string' ? { name, version } : undefined;
}

/** The folder of the package of this name that a file belongs to: the nearest one above it. */
export function packageFolderAbove(file: string, packageName: string): string | undefined {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (readManifest(folder)?.name === packageName) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}
