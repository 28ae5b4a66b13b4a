import { readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';
import type { ChosenSdk } from './chosen-sdk.js';
import { packageFolderAbove, readManifest } from './manifest.js';
import { scriptHash } from './script-hash.js';
import { checkSyntax } from './script-syntax.js';

/**
 * A script that somebody built. Its version is that of the package it lies in, which says little about a build of one's
 * own, so the subject names the hash as well.
 * @param given the path as the person wrote it
 * @param packageName the package whose version it may have
 * @throws InputError when it cannot be read, holds nothing, or is no script
 */
export function scriptFile(given: string, packageName: string): ChosenSdk {
  const file = path.resolve(given);
  const content = read(given, file);
  checkSyntax(given, content);
  const hash = scriptHash(content);
  const fileName = path.basename(file);
  const folder = packageFolderAbove(file, packageName);
  const version = folder === undefined ? undefined : readManifest(folder)?.version;
  return {
    file,
    subject: version === undefined ? `${fileName} ${hash}` : `${packageName} ${version}, ${fileName} ${hash}`,
    version: version ?? hash,
    variant: fileName,
    again: given,
  };
}

function read(given: string, file: string): string {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError([{ message: `--sdk ${given} cannot be read (${reason})` }]);
  }
  if (content.trim() === '') {
    throw new InputError([{ message: `--sdk ${given} is empty`, allowed: 'a script that holds the whole SDK' }]);
  }
  return content;
}
