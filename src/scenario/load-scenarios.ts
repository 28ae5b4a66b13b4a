import { join } from 'node:path';
import type { Case } from '../record/case.js';
import { matchesId } from '../spec/id-glob.js';
import { addAll, displayPath, formatPlace, type InputProblem, throwProblems } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';
import type { Policy } from '../spec/policies.js';
import { readYamlFile } from '../spec/read-yaml-file.js';
import { loadRequirements, type Registry, unknownRequirement } from '../spec/requirements.js';
import { validateAgainst } from '../spec/schemas.js';
import { parseYaml, type YamlFile } from '../spec/yaml-file.js';
import { buildCase } from './build-case.js';
import { whyNotApplicable } from './cases.js';
import { expandMatrix } from './matrix.js';
import type { ScenarioDocument, ScenarioFile, ScenarioVariant } from './scenario-file.js';
import { identify, selectFiles } from './select-files.js';
import { wrongDurations } from './wrong-durations.js';

/** Where the ids of scenarios begin that fuzzing has found. */
export const corpusPrefix = 'corpus/';

/** Steps of one scenario. More is a data set, not a scenario that somebody reads. */
export const maximumSteps = 10_000;
/** Steps of all cases of one matrix together. */
const maximumStepsOfMatrix = 100_000;

export interface LoadScenariosOptions {
  /** Where ids are looked up; default: the scenarios of this package. */
  readonly folders?: readonly string[];
  /** The requirements that exist; default: those of this package. */
  readonly registry?: Registry;
  /** Decides how long `timeout` and `cutOff` are; without one, what depends on them is not looked at. */
  readonly policy?: Policy;
}

/** As `readScenarioFiles`. @throws InputError with the problems of all files */
export function loadScenarioFiles(
  globsOrFolders: readonly string[] = [],
  options: LoadScenariosOptions = {},
): ScenarioFile[] {
  const problems: InputProblem[] = [];
  const files = readScenarioFiles(globsOrFolders, options, problems);
  throwProblems(problems);
  return files;
}

/**
 * Reads scenarios and checks all that can be checked before they are played.
 * @param globsOrFolders each is a folder, a file, or an id or glob over ids such as `timeout/*`; without any, all
 * scenarios are read. A glob may name single cases of a matrix (`timeout/beyond/type=page`).
 * @param problems gets what is wrong, in all files
 * @returns sorted by id, the corpus first; what is wrong is left out
 */
export function readScenarioFiles(
  globsOrFolders: readonly string[],
  options: LoadScenariosOptions,
  problems: InputProblem[],
): ScenarioFile[] {
  const folders = options.folders ?? [join(packageRoot, 'scenarios')];
  const registry = options.registry ?? loadRequirements();
  const before = problems.length;
  const selected = selectFiles(globsOrFolders.length === 0 ? folders : globsOrFolders, folders, problems);
  const files = [...selected].map(([path, globs]) => ({ path, globs, ...identify(path) })).sort(corpusFirst);
  const result = files.flatMap(({ path, globs, id, section }, index) => {
    const place = { file: displayPath(path), line: 1, column: 1 };
    if (!/^[\w.-]+(\/[\w.-]+)+$/.test(id)) {
      const message = `the path ${JSON.stringify(id)} cannot be the id of a scenario`;
      problems.push({ place, message, allowed: 'letters, digits, dots, hyphens and underscores' });
      return [];
    }
    const namesake = files[index - 1];
    if (namesake?.id === id) {
      const taken = formatPlace({ file: displayPath(namesake.path), line: 1, column: 1 });
      problems.push({ place, message: `the id ${JSON.stringify(id)} is taken, by ${taken}`, allowed: 'each id once' });
    }
    const yaml = readYamlFile(path, problems);
    if (yaml === undefined) return [];
    const variants = readVariants(yaml, id, section, { ...options, registry }, problems).filter(
      (variant) => globs === undefined || globs.some((glob) => matchesId(glob, variant.id)),
    );
    return [{ id, section, place, variants }];
  });
  if (problems.length === before) addAll(problems, idleGlobs(files, result));
  return result;
}

/** What has failed once is what fails again: a run that ends early has played it. */
function corpusFirst(one: { readonly id: string }, other: { readonly id: string }): number {
  const [first, second] = [one, other].map(({ id }) => id.startsWith(corpusPrefix));
  if (first !== second) return first ? -1 : 1;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/**
 * The case of a text that Lapse has written itself, read as if it stood in the file.
 * @throws Error when it is wrong or has a matrix, which is a fault of Lapse
 */
export function readScenarioText(
  text: string,
  options: { readonly file: string; readonly registry: Registry; readonly policy: Policy },
): Case {
  const { file, registry, policy } = options;
  const problems: InputProblem[] = [];
  const yaml = parseYaml(text, displayPath(file), problems);
  const { id, section } = identify(file);
  const variants = yaml === undefined ? [] : readVariants(yaml, id, section, { registry, policy }, problems);
  const [variant, ...others] = variants;
  if (variant === undefined || others.length > 0 || problems.length > 0) {
    throw new Error(
      `a scenario was written that cannot be read: ${problems.map(({ message }) => message).join('; ')}\n${text}`,
    );
  }
  return buildCase(variant, policy, problems);
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
  options: LoadScenariosOptions & { readonly registry: Registry },
  problems: InputProblem[],
): ScenarioVariant[] {
  const steps: unknown = typeof yaml.value === 'object' && yaml.value !== null ? Reflect.get(yaml.value, 'steps') : [];
  const count = Array.isArray(steps) ? steps.length : 0;
  if (count > maximumSteps) {
    const message = `the scenario has ${count} steps`;
    problems.push({ place: yaml.locateKey(['steps']), message, allowed: `at most ${maximumSteps}` });
    return [];
  }
  const before = problems.length;
  const expansions = expandMatrix(yaml, problems);
  if (problems.length > before) {
    addAll(problems, faultsWithoutMatrix(yaml, options.registry));
    return [];
  }
  if (count * expansions.length > maximumStepsOfMatrix) {
    const message = `the matrix makes ${count * expansions.length} steps of ${count}`;
    problems.push({ place: yaml.locateKey(['matrix']), message, allowed: `at most ${maximumStepsOfMatrix}` });
    return [];
  }
  return expansions.flatMap(({ suffix, yaml: expanded }) => {
    const faults = faultsOf(expanded, options.registry);
    addAll(problems, faults);
    if (faults.length > 0) {
      addAll(problems, wrongDurations(expanded));
      return [];
    }
    // The schema has just accepted this shape.
    const document = expanded.value as ScenarioDocument;
    const variant = { id: id + suffix, section, yaml: expanded, document };
    // Where it does not apply, its durations need not make sense.
    const { policy } = options;
    const applies = policy !== undefined && whyNotApplicable(document, policy) === undefined;
    const found: InputProblem[] = [];
    const built = buildCase(variant, applies ? policy : undefined, found);
    addAll(problems, found);
    if (found.length > 0) return [];
    return [applies ? { ...variant, checked: { policy, built } } : variant];
  });
}

/** What the schema and the registry of requirements do not accept. */
function faultsOf(yaml: YamlFile, registry: Registry): InputProblem[] {
  const value: unknown = yaml.value;
  const named: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'requirements') : undefined;
  const unknown = (Array.isArray(named) ? named : []).flatMap((id: unknown, index) =>
    typeof id === 'string' ? (unknownRequirement(id, registry, yaml.locate(['requirements', index])) ?? []) : [],
  );
  // Of a requirement that does not exist, nothing need be said about how its id is written.
  const told = new Set(unknown.map(({ place }) => JSON.stringify(place)));
  return [...unknown, ...validateAgainst('scenario', yaml).filter(({ place }) => !told.has(JSON.stringify(place)))];
}

/** What can be told of a file whose matrix is wrong: all that has nothing to do with a value of the matrix. */
function faultsWithoutMatrix(yaml: YamlFile, registry: Registry): InputProblem[] {
  if (typeof yaml.value !== 'object' || yaml.value === null || Array.isArray(yaml.value)) return [];
  const { matrix: _matrix, ...value }: Partial<Record<string, unknown>> = { ...yaml.value };
  return faultsOf({ ...yaml, value }, registry).filter(({ message }) => !message.includes('${'));
}
