import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../spec/package-root.js';

/** What an adapter can be begun in. */
export const adapterLanguages = ['python', 'typescript', 'java'] as const;
export type AdapterLanguage = (typeof adapterLanguages)[number];

/** The files that a new adapter begins with: names to contents. They are kept as files, for their own tools to read. */
export function adapterFiles(language: AdapterLanguage): ReadonlyMap<string, string> {
  const folder = path.join(packageRoot, 'spec', 'adapters', language);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/** How a new adapter is made ready, if it has to be, and how it is started; from where it lies in `folder`. */
export interface AdapterCommands {
  readonly build?: string;
  readonly start: string;
}

/** @param folder as the command line has it, with forward slashes; `.` is where somebody works */
export function adapterCommands(language: AdapterLanguage, folder: string): AdapterCommands {
  const inFolder = (name: string): string => quoted(folder === '.' ? name : `${folder}/${name}`);
  if (language === 'python') return { start: `python3 ${inFolder('adapter.py')}` };
  if (language === 'typescript') return { start: `node ${inFolder('adapter.mjs')}` };
  const build = inFolder('build');
  const sources = folder === '.' ? '*.java' : `${quoted(folder)}/*.java`;
  return { build: `javac -d ${build} ${sources}`, start: `java -cp ${build} Adapter` };
}

/** For a shell, within the double quotes of `--adapter`. */
function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
