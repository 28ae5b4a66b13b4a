import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';
import { readManifest } from './manifest.js';
import { npmPack } from './npm.js';

/** The list of files of an entry, with their hashes: what is not whole is fetched again. */
const listName = 'lapse-files.json';

/** Where published SDKs are kept: `LAPSE_CACHE`, or the usual place of the platform. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const { LAPSE_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = environment;
  if (LAPSE_CACHE !== undefined && LAPSE_CACHE !== '') return path.resolve(LAPSE_CACHE);
  if (platform === 'win32') return path.join(LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'), 'lapse');
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'lapse');
  // The specification of that variable says that a path that is not absolute is to be ignored.
  const usual = XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : undefined;
  return path.join(usual ?? path.join(homedir(), '.cache'), 'lapse');
}

/** The exact versions of a package that are in the cache, broken ones as well; sorted by name. */
export function cachedVersions(name: string): string[] {
  try {
    return readdirSync(path.join(cacheFolder(), name)).sort();
  } catch {
    return [];
  }
}

/** The folder of an exact version, if it is in the cache and as it was when it was fetched. */
export function cachedPackage(name: string, version: string): string | undefined {
  const folder = entryOf(name, version);
  return isWhole(folder) ? folder : undefined;
}

/**
 * Fetches a package into the cache. An entry appears whole or not at all: it is unpacked beside its place and renamed,
 * so that several processes may do it at once, and one that is broken is replaced.
 * @param wanted a version, a tag or a range
 * @returns the folder of the package
 * @throws InputError when it cannot be fetched, or when the cache cannot be written
 */
export async function fetchPackage(name: string, wanted: string): Promise<string> {
  const temporary = newFolder();
  try {
    const tarball = await npmPack(`${name}@${wanted}`, temporary);
    const unpacked = path.join(temporary, 'package');
    unpack(tarball, unpacked);
    const manifest = readManifest(unpacked);
    if (manifest?.name !== name) {
      throw new InputError([{ message: `${name}@${wanted} could not be fetched: its tarball holds no such package` }]);
    }
    writeFileSync(path.join(unpacked, listName), JSON.stringify(hashesIn(unpacked)));
    const entry = entryOf(name, manifest.version);
    place(unpacked, entry, temporary);
    return entry;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function entryOf(name: string, version: string): string {
  return path.join(cacheFolder(), name, version);
}

function newFolder(): string {
  const cache = cacheFolder();
  try {
    mkdirSync(cache, { recursive: true });
    return mkdtempSync(path.join(cache, '.fetching-'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the folder for published SDKs cannot be written (${reason})`;
    throw new InputError([{ message, allowed: 'a folder that exists or can be created, in LAPSE_CACHE' }]);
  }
}

/** Scripts and the manifest only: source maps and types are most of a package, and nobody runs them. */
function unpack(tarball: string, folder: string): void {
  // Loaded here, for few runs fetch anything.
  const tar: typeof import('tar') = createRequire(import.meta.url)('tar');
  mkdirSync(folder);
  tar.extract({
    file: tarball,
    cwd: folder,
    strip: 1,
    sync: true,
    filter: (name) => /\.c?js$|^[^/]+\/package\.json$/.test(name),
  });
}

/** Puts what was unpacked where it belongs, unless another process was faster; a broken entry makes room. */
function place(unpacked: string, entry: string, temporary: string): void {
  mkdirSync(path.dirname(entry), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    if (isWhole(entry)) return;
    try {
      renameSync(unpacked, entry);
      return;
    } catch (error) {
      if (attempt === 3) throw error;
    }
    try {
      renameSync(entry, path.join(temporary, `broken-${attempt}`));
    } catch {
      // Another process has just moved it, or put a whole one in its place: the next attempt will see.
    }
  }
}

function isWhole(folder: string): boolean {
  try {
    const expected: unknown = JSON.parse(readFileSync(path.join(folder, listName), 'utf8'));
    return JSON.stringify(expected) === JSON.stringify(hashesIn(folder));
  } catch {
    return false;
  }
}

/** Names, with forward slashes and sorted, to SHA-256 digests. */
function hashesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== listName)
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  return Object.fromEntries(
    names.map((name) => [
      name.split(path.sep).join('/'),
      createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex'),
    ]),
  );
}
