import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

type Environment = Readonly<Record<string, string | undefined>>;

/** What is to be done where there is no browser. */
export const howToGetBrowser =
  'install one, such as with "npx playwright-core install chromium" or "apt-get install chromium", or name yours with --browser-path or in LAPSE_CHROMIUM';

export interface BrowserPlaces {
  /** What `--browser-path` says. */
  readonly chosen?: string | undefined;
  /** Where Playwright keeps its own browser, whether it is there or not. */
  readonly ofPlaywright?: string | undefined;
  readonly environment?: Environment;
}

/**
 * The browser to run: the one that a person names, the one of `LAPSE_CHROMIUM`, Playwright's own, or one that is on the
 * `PATH` under a name that it usually has.
 * @returns nothing where there is none
 * @throws InputError when the one that is named cannot be run
 */
export function findBrowser({
  chosen,
  ofPlaywright,
  environment = process.env,
}: BrowserPlaces = {}): string | undefined {
  const named = [
    ['--browser-path', chosen],
    ['LAPSE_CHROMIUM', environment.LAPSE_CHROMIUM],
  ] as const;
  for (const [where, file] of named) {
    if (file === undefined || file === '') continue;
    if (canRun(file)) return file;
    const message = `${where} is ${JSON.stringify(file)}, which is no program that can be run`;
    throw new InputError([{ message, allowed: 'the path of a Chromium, such as /usr/bin/chromium' }]);
  }
  if (ofPlaywright !== undefined && canRun(ofPlaywright)) return ofPlaywright;
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(canRun);
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
