import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** The browser that `LAPSE_CHROMIUM` names, or one that is on the `PATH` under a name that it usually has. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const { LAPSE_CHROMIUM: chosen, PATH = '' } = env;
  if (chosen !== undefined && chosen !== '') return chosen;
  const folders = PATH.split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(canRun);
}

export const howToGetChromium =
  'there is no Chromium: install one, such as with "apt-get install chromium", or name yours in LAPSE_CHROMIUM';

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
