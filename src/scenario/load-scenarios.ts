import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { matchesId } from '../spec/id-glob.js';
import { didYouMean, type InputProblem, throwProblems } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';
import { loadRequirements, type Registry, unknownRequirement } from '../spec/requirements.js';
import { validateAgainst } from '../spec/schemas.js';
import { displayPath, readYamlFile, type YamlFile } from '../spec/yaml-file.js';
import { buildCase } from './build-case.js';
import { expandMatrix } from './matrix.js';
import type { ScenarioDocument, ScenarioFile, ScenarioVariant } from './scenario-file.js';

/** Steps of one scenario. More is a data set, not a scenario that somebody reads. */
export const maximumSteps = 10_000;

export interface LoadScenariosOptions {
  /** Where ids are looked up; default: the scenarios of this package. */
  readonly folder?: string;
  /** The requirements that exist; default: those of this package. */
  readonly registry?: Registry;
}

/**
 * Reads scenarios and checks all that can be checked without a policy.
 * @param globsOrFolders each is a folder, a file, or an id or glob over ids such as `timeout/*`; without any, all
 * scenarios are read. A glob may name single cases of a matrix (`timeout/beyond/type=page`).
 * @returns sorted by id
 * @throws InputError with the problems of all files
 */
export function loadScenarioFiles(
  globsOrFolders: readonly string[] = [],
  options: LoadScenariosOptions = {},
): ScenarioFile[] {
  const folder = options.folder ?? join(packageRoot, 'scenarios');
  const problems: InputProblem[] = [];
  const registry = options.registry ?? loadRequirements();
  const selected = selectFiles(globsOrFolders.length === 0 ? [folder] : globsOrFolders, folder, problems);
  const files = [...selected]
    .map(([path, globs]) => ({ path, globs, ...identify(path) }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const result = files.flatMap(({ path, globs, id, section }, index) => {
    const place = { file: displayPath(path), line: 1, column: 1 };
    if (!/^[\w.-]+(\/[\w.-]+)+$/.test(id)) {
      const message = `the path ${JSON.stringify(id)} cannot be the id of a scenario`;
      problems.push({ place, message, allowed: 'letters, digits, dots, hyphens and underscores' });
      return [];
    }
    if (files[index - 1]?.id === id) {
      const message = `the id ${JSON.stringify(id)} is taken, by ${displayPath(files[index - 1]?.path ?? '')}`;
      problems.push({ place, message });
    }
    const yaml = readYamlFile(path, problems);
    if (yaml === undefined) return [];
    const variants = readVariants(yaml, id, section, registry, problems).filter(
      (variant) => globs === undefined || globs.some((glob) => matchesId(glob, variant.id)),
    );
    return [{ id, section, place, variants }];
  });
  if (problems.length === 0) problems.push(...idleGlobs(files, result));
  throwProblems(problems);
  return result;
}

/** Globs that selected a file, but none of its cases. */
function idleGlobs(
  selected: readonly { readonly globs: readonly string[] | undefined }[],
  files: readonly ScenarioFile[],
): InputProblem[] {
  const ids = files.flatMap(({ variants }) => variants.map(({ id }) => id));
  return selected
    .flatMap(({ globs }) => globs ?? [])
    .filter((glob) => !ids.some((id) => matchesId(glob, id)))
    .map((glob) => ({ message: `no scenario is selected by ${JSON.stringify(glob)}` }));
}

/** The variants that the schema accepts; whatever else is wrong with them is reported too. */
function readVariants(
  yaml: YamlFile,
  id: string,
  section: string,
  registry: Registry,
  problems: InputProblem[],
): ScenarioVariant[] {
  const steps: unknown = typeof yaml.value === 'object' && yaml.value !== null ? Reflect.get(yaml.value, 'steps') : [];
  if (Array.isArray(steps) && steps.length > maximumSteps) {
    const message = `the scenario has ${steps.length} steps`;
    problems.push({ place: yaml.locateKey(['steps']), message, allowed: `at most ${maximumSteps}` });
    return [];
  }
  return expandMatrix(yaml, problems).flatMap((expansion) => {
    const faults = validateAgainst('scenario', expansion.yaml);
    problems.push(...faults);
    if (faults.length > 0) return [];
    // The schema has just accepted this shape.
    const document = expansion.yaml.value as ScenarioDocument;
    for (const [index, requirement] of document.requirements.entries()) {
      const unknown = unknownRequirement(requirement, registry, expansion.yaml.locate(['requirements', index]));
      if (unknown !== undefined) problems.push(unknown);
    }
    const variant = { id: id + expansion.suffix, section, yaml: expansion.yaml, document };
    buildCase(variant, undefined, problems);
    return [variant];
  });
}

/** Full paths of the files that selectors select now, read or not, right or wrong; as `loadScenarioFiles` has them. */
export function scenarioFilesOf(globsOrFolders: readonly string[], folder = join(packageRoot, 'scenarios')): string[] {
  return [...selectFiles(globsOrFolders.length === 0 ? [folder] : globsOrFolders, folder, []).keys()];
}

/** Full paths of the files, each with the globs that selected it, or `undefined` if it was named as a file or folder. */
function selectFiles(
  selectors: readonly string[],
  folder: string,
  problems: InputProblem[],
): Map<string, readonly string[] | undefined> {
  const selected = new Map<string, readonly string[] | undefined>();
  for (const selector of selectors) {
    const stats = statSync(selector, { throwIfNoEntry: false });
    if (stats?.isFile()) {
      selected.set(realpathSync(selector), undefined);
    } else if (stats?.isDirectory()) {
      const found = filesBelow(selector);
      if (found.length === 0) problems.push({ message: `the folder ${JSON.stringify(selector)} holds no scenarios` });
      for (const file of found) selected.set(file, undefined);
    } else {
      const known = filesBelow(folder).map((file) => ({ file, id: identify(file).id }));
      // Dimensions are left out here: which cases a file has is known only after it was read.
      const fileGlob = selector.replace(/(\/[^/]*=[^/]*)+$/, '');
      const found = known.filter(({ id }) => matchesId(fileGlob, `${id}/=`));
      if (found.length === 0) {
        const guess = didYouMean(
          selector,
          known.map(({ id }) => id),
        );
        problems.push({ message: `no file, folder or scenario is called ${JSON.stringify(selector)}${guess}` });
      }
      for (const { file } of found) {
        const globs = selected.has(file) ? selected.get(file) : [];
        selected.set(file, globs === undefined ? undefined : [...globs, selector]);
      }
    }
  }
  return selected;
}

/** Full paths of all scenarios below a folder; `populations` directly in a folder of scenarios describes data sets. */
function filesBelow(folder: string): string[] {
  const top = realpathSync(folder);
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(top, 'populations') + sep));
}

/** The id is the path below the folder named `scenarios`; elsewhere, the name of its own folder is its section. */
function identify(file: string): { readonly id: string; readonly section: string } {
  const parts = resolve(file)
    .replace(/\.ya?ml$/, '')
    .split(sep);
  const below = parts.slice(parts.lastIndexOf('scenarios') + 1);
  const isBelow = parts.includes('scenarios') && below.length > 1;
  const section = isBelow ? (below[0] ?? '') : basename(dirname(file));
  return { id: isBelow ? below.join('/') : `${section}/${parts.at(-1)}`, section };
}
