import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DrivenPackage } from '../../../src/target/sdk/chosen-sdk.js';

/** A package that no registry has. */
export const acme: DrivenPackage = {
  name: '@acme/analytics',
  builds: [
    { name: 'modern', files: ['dist/modern.cjs', 'old/modern.js'] },
    { name: 'legacy', files: ['dist/legacy.cjs'] },
  ],
  installed() {
    throw new Error('nothing is installed here');
  },
};

/** Writes files into a folder, with the folders that they need. @param files names with forward slashes to content */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

export function manifest(version: string, name = acme.name): string {
  return JSON.stringify({ name, version });
}
