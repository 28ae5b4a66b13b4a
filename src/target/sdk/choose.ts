import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';
import type { ChosenSdk, DrivenPackage, SdkChoice } from './chosen-sdk.js';
import { scriptFile } from './script-file.js';

/**
 * The script that a person's choice comes to.
 * @throws InputError when there is no such file, folder, package, version or build, or when it cannot be fetched
 */
export async function chooseFor(driven: DrivenPackage, { sdk }: SdkChoice): Promise<ChosenSdk | undefined> {
  if (sdk === undefined) return undefined;
  if (!existsSync(path.resolve(sdk)) || statSync(path.resolve(sdk)).isDirectory()) {
    throw new InputError([{ message: `there is no file ${JSON.stringify(sdk)} for --sdk`, allowed: driven.name }]);
  }
  return scriptFile(sdk, driven);
}
