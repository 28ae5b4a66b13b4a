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

/** The manifest of the package of this name that a file belongs to: the nearest one above it. */
export function manifestAbove(file: string, packageName: string): Manifest | undefined {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = readManifest(folder);
    if (manifest?.name === packageName) return manifest;
    if (folder === path.dirname(folder)) return undefined;
  }
}
