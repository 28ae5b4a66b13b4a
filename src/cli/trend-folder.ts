import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sha256Of } from '../record/canonical-json.js';
import type { TrendVersion } from '../record/trend.js';
import { writeReports } from '../report/write.js';
import { runsInBrowser } from '../target/index.js';

/** Where the versions are that were played, so that a trend that was interrupted goes on. */
const playedFolder = 'versions';

/** What a version was played with. */
export interface PlayedWith {
  readonly lapseVersion: string;
  readonly target: string;
  readonly seed: number;
  /** Of the scenarios, the policy and the requirements. */
  readonly sha256: string;
}

/** The same for two versions whose results may stand side by side. What a browser showed is not what jsdom showed. */
export function suiteHash({ lapseVersion, target, seed, sha256 }: PlayedWith): string {
  const browser = runsInBrowser(target) ? ` ${target}` : '';
  return sha256Of(`${lapseVersion} ${seed} ${sha256}${browser}`);
}

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
