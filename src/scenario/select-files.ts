import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { bundleEnding } from '../record/bundle.js';
import { matchesId } from '../spec/id-glob.js';
import { didYouMean, displayPath, type InputProblem, reasonOf } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';

/** Directly in a folder of scenarios: what describes data sets rather than scenarios. */
export const populationsFolder = 'populations';

/** Full paths of files, each with the globs that selected it, or `undefined` if it was named as a file or folder. */
export type SelectedFiles = ReadonlyMap<string, readonly string[] | undefined>;

/**
 * The files that a person names: each selector is a file, a folder, or an id or glob over the ids in `folder`. A file
 * that is named twice, or by a symbolic link, is there once.
 */
export function selectFiles(selectors: readonly string[], folder: string, problems: InputProblem[]): SelectedFiles {
  const selected = new Map<string, readonly string[] | undefined>();
  for (const selector of selectors) {
    const stats = statOf(selector, problems);
    if (stats === 'wrong') continue;
    if (selector.endsWith(bundleEnding)) {
      const message = `${JSON.stringify(selector)} is named like a saved failure, and is no scenario`;
      const allowed = `lapse replay plays one again, lapse judge judges it, lapse explain draws it`;
      problems.push({ message, allowed });
    } else if (stats?.isFile() && basename(dirname(realpathSync(selector))) === populationsFolder) {
      const message = `${JSON.stringify(selector)} describes a population, and is no scenario`;
      problems.push({ message, allowed: 'lapse generate makes its data, lapse validate checks it' });
    } else if (stats?.isFile()) {
      selected.set(realpathSync(selector), undefined);
    } else if (stats?.isDirectory()) {
      const before = problems.length;
      const found = filesBelow(selector, problems);
      if (found.length === 0 && problems.length === before) {
        const message = `the folder ${JSON.stringify(selector)} holds no scenarios`;
        problems.push({ message, allowed: 'a folder with .yaml or .yml files' });
      }
      for (const file of found) selected.set(file, undefined);
    } else if (stats !== undefined) {
      problems.push({ message: `${JSON.stringify(selector)} is neither a file nor a folder` });
    } else {
      for (const file of filesOfGlob(selector, folder, problems)) {
        const globs = selected.has(file) ? selected.get(file) : [];
        selected.set(file, globs === undefined ? undefined : [...globs, selector]);
      }
    }
  }
  return selected;
}

/** Full paths of the files that selectors select now, read or not, right or wrong. */
export function scenarioFilesOf(selectors: readonly string[], folder = join(packageRoot, 'scenarios')): string[] {
  return [...selectFiles(selectors.length === 0 ? [folder] : selectors, folder, []).keys()];
}

/** The id is the path below the folder named `scenarios`; elsewhere, the name of its own folder is its section. */
export function identify(file: string): { readonly id: string; readonly section: string } {
  const parts = resolve(file)
    .replace(/\.(ya?ml|json)$/, '')
    .split(sep);
  const below = parts.slice(parts.lastIndexOf('scenarios') + 1);
  const isBelow = parts.includes('scenarios') && below.length > 1;
  const section = isBelow ? (below[0] ?? '') : basename(dirname(file));
  return { id: isBelow ? below.join('/') : `${section}/${parts.at(-1)}`, section };
}

function filesOfGlob(selector: string, folder: string, problems: InputProblem[]): string[] {
  const known = filesBelow(folder, problems).map((file) => ({ file, id: identify(file).id }));
  // Dimensions are left out here: which cases a file has is known only after it was read.
  const fileGlob = selector.replace(/(\/[^/]*=[^/]*)+$/, '');
  const found = known.filter(({ id }) => matchesId(fileGlob, `${id}/=`));
  if (found.length === 0) {
    const names = [...known.map(({ id }) => id), ...neighboursOf(selector)];
    const hint = sectionHint(selector, known) || didYouMean(selector, names);
    const message = `no file, folder or scenario is called ${JSON.stringify(selector)}${hint}`;
    problems.push({ message, allowed: 'a file, a folder, or an id that lapse list shows' });
  }
  return found.map(({ file }) => file);
}

/** For `timout/**`, whose first part is the slip: the glob over the section that a person probably meant. */
function sectionHint(selector: string, known: readonly { readonly id: string }[]): string {
  const [section = '', ...rest] = selector.split('/');
  if (rest.length === 0 || section.includes('*')) return '';
  const globs = new Set(known.map(({ id }) => [id.split('/')[0], ...rest].join('/')));
  const selecting = [...globs].filter((glob) => known.some(({ id }) => matchesId(glob, `${id}/=`)));
  return didYouMean(selector, selecting);
}

/** What else is in the folder where a person looked for a file. */
function neighboursOf(selector: string): string[] {
  try {
    const inside = selector.includes('/');
    return readdirSync(dirname(selector)).map((name) => (inside ? join(dirname(selector), name) : name));
  } catch {
    return [];
  }
}

/**
 * Full paths of all scenarios below a folder, without links, each once; `populations` directly in a folder of scenarios
 * describes data sets. JSON is left to those who name a file: folders hold JSON of many other kinds.
 */
function filesBelow(folder: string, problems: InputProblem[]): string[] {
  const top = realpathSync(folder);
  const files = new Set<string>();
  // Links may lead back to a folder in which they are.
  const visited = new Set<string>();
  const walk = (path: string): void => {
    const real = realpathSync(path);
    if (visited.has(real)) return;
    visited.add(real);
    for (const entry of entriesOf(real, problems)) {
      const inside = join(real, entry.name);
      if (inside === join(top, populationsFolder)) continue;
      const isNamed = /\.ya?ml$/.test(entry.name);
      // A link that leads nowhere matters only where a scenario should be.
      const stats = entry.isSymbolicLink() ? statOf(inside, isNamed ? problems : [], true) : entry;
      if (stats === undefined || stats === 'wrong') continue;
      if (stats.isDirectory()) walk(inside);
      else if (isNamed && stats.isFile()) files.add(realpathSync(inside));
    }
  };
  walk(top);
  return [...files];
}

function entriesOf(folder: string, problems: InputProblem[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const place = { file: displayPath(folder), line: 1, column: 1 };
    problems.push({ place, message: `the folder cannot be read: ${reasonOf(error)}` });
    return [];
  }
}

/** `undefined` if there is nothing of this name; `'wrong'`, and a problem, if it cannot be looked at. */
function statOf(path: string, problems: InputProblem[], mustExist = false): Stats | undefined | 'wrong' {
  try {
    return statSync(path, { throwIfNoEntry: mustExist });
  } catch (error) {
    const place = { file: displayPath(path), line: 1, column: 1 };
    problems.push({ place, message: `the file cannot be read: ${reasonOf(error)}` });
    return 'wrong';
  }
}
