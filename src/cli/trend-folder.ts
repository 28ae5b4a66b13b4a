import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TrendVersion } from '../record/trend.js';
import { writeReports } from '../report/write.js';

/** Where the versions are that were played, so that a trend that was interrupted goes on. */
const playedFolder = 'versions';

/** A version that was played before with the same suite; nothing if there is none, or if it cannot be read. */
export function playedVersion(folder: string, version: string, suite: string): TrendVersion | undefined {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path.join(folder, playedFolder, `${version}.json`), 'utf8'));
  } catch {
    // Played again: the file is only there to save time.
    return undefined;
  }
  return isTrendVersion(found) && found.version === version && found.suite === suite ? found : undefined;
}

/** Keeps a version, at once, so that it need not be played again. */
export function keepVersion(folder: string, played: TrendVersion): void {
  const content = `${JSON.stringify(played, undefined, 1)}\n`;
  writeReports(path.join(folder, playedFolder), new Map([[`${played.version}.json`, content]]));
}

function isTrendVersion(value: unknown): value is TrendVersion {
  return (
    typeof value === 'object' &&
    value !== null &&
    'cells' in value &&
    Array.isArray(value.cells) &&
    'version' in value &&
    'suite' in value
  );
}
