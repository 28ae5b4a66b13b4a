import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/spec/package-root.js';

/** A file of the repository that people wrote. */
export interface SourceFile {
  /** Relative to the package, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** All files below the folders, sorted by name; those that tools write are left out. */
export function filesBelow(folders: readonly string[], ending: RegExp): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(path.join(packageRoot, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => path.relative(packageRoot, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !/(^|\/)(node_modules|dist|\.git|coverage)\//.test(name) && !name.startsWith('reports/latest/'))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(packageRoot, name), 'utf8') }));
}

/** Lines that match, as `file:line: text`, so that a failing test says where. */
export function linesMatching(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}: ${line.trim()}`] : [])),
  );
}
