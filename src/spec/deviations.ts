import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../record/case.js';
import type { Platform } from '../record/trace.js';
import { addAll, type InputProblem, throwProblems } from './input-error.js';
import { parseIsoInstant } from './iso-date.js';
import { packageRoot } from './package-root.js';
import { readYamlFile } from './read-yaml-file.js';
import { loadRequirements, type Registry, unknownRequirement } from './requirements.js';
import { validateAgainst } from './schemas.js';
import { isVersionRange } from './version-range.js';
import type { YamlFile } from './yaml-file.js';

/** A failing check that is known. */
export interface Deviation {
  readonly id: string;
  readonly requirement: string;
  /** Ids of scenarios, or globs over them (`matchesId`). */
  readonly scenarios: readonly string[];
  /** By scenario or glob, the steps at which it fails and that are covered; absent: every step of all of them. */
  readonly steps?: ReadonlyMap<string, readonly KnownStep[]>;
  /** Ids of the checks that it covers; absent: all that speak for the requirement. */
  readonly checks?: readonly string[];
  /** A range of versions of the SDK, as package managers write it, that it is about; absent: all of them. */
  readonly versions?: string;
  /** The platform that it is about; absent: either. */
  readonly platform?: Platform;
  /** It fails at some times and passes at others, so that neither is news. */
  readonly flaky?: boolean;
  readonly reason: string;
  readonly link?: string;
  /** The ISO date, `2026-11-23`, by which somebody looks at it again. */
  readonly review: string;
  readonly place: Place;
}

/** A step of a scenario, as people count them. */
export interface KnownStep {
  /** From 1. */
  readonly number: number;
  readonly place: Place;
}

export interface DeviationOptions {
  /** Where the files of Lapse are, each named after its target; `undefined`: none of them counts. */
  readonly folder?: string | undefined;
  /** Files beside them, whatever they are called; those for other targets are passed over. */
  readonly files?: readonly string[];
  readonly registry?: Registry;
  /** Whether entries may be read whose reason or link is still a question; default: they may not. */
  readonly openQuestions?: boolean;
}

/** A file of deviations as its schema accepts it. */
export interface DeviationFile {
  readonly target: string;
  /** Where the target stands. */
  readonly place: Place;
  readonly deviations: readonly Deviation[];
}

/** The folder of what Lapse knows. */
const builtInDeviations: string = join(packageRoot, 'spec', 'deviations');

/**
 * Reads what is known of a target: from `<target>.yaml`, with characters that file names lack replaced by hyphens
 * (`model-rudderstack-js.yaml` for `model:rudderstack-js`), and from the files of a project. Without any, nothing is known.
 * What is known of `rudderstack-js` is known of `rudderstack-js@chromium` too.
 * @throws InputError with all problems of the files: wrong shape, an id twice, an unknown requirement, no such date, no
 * such range of versions, a reason or a link that is still a question
 */
export function loadDeviations(targetName: string, options: DeviationOptions = {}): Deviation[] {
  const { registry = loadRequirements(), openQuestions = false } = options;
  const folder = 'folder' in options ? options.folder : builtInDeviations;
  const problems: InputProblem[] = [];
  const read = (file: string): DeviationFile | undefined => readDeviations(file, registry, problems, openQuestions);
  const names = namesOf(targetName);
  const builtIn = names.flatMap((name) => {
    const ours = folder && ownDeviationsFile(name, folder);
    const file = ours === undefined || !existsSync(ours) ? undefined : read(ours);
    if (file !== undefined && file.target !== name) {
      const message = `target is ${JSON.stringify(file.target)} in the file of ${JSON.stringify(name)}`;
      problems.push({ place: file.place, message, allowed: name });
    }
    return file ?? [];
  });
  const own = (options.files ?? []).flatMap((file) => read(file) ?? []).filter(({ target }) => names.includes(target));
  const seen = new Set<string>();
  const deviations = [...builtIn, ...own].flatMap((each) => each.deviations);
  for (const { id, place } of deviations) {
    if (seen.has(id)) problems.push({ place, message: `id ${JSON.stringify(id)} is used twice` });
    seen.add(id);
  }
  throwProblems(problems);
  return deviations;
}

/** What an SDK is known for holds wherever it runs: `rudderstack-js@chromium` is known for that, and for what is its own. */
function namesOf(targetName: string): string[] {
  const [, sdk] = /^([a-z-]+)@[a-z]+$/.exec(targetName) ?? [];
  return sdk === undefined ? [targetName] : [sdk, targetName];
}

/** Reads one file; what is wrong with it is added to `problems`, and the result is `undefined` if its shape is. */
export function readDeviations(
  file: string,
  registry: Registry,
  problems: InputProblem[],
  openQuestions = false,
): DeviationFile | undefined {
  const yaml = readYamlFile(file, problems);
  const faults = yaml === undefined ? [] : validateAgainst('deviation', yaml);
  addAll(problems, faults);
  if (yaml === undefined || faults.length > 0) return undefined;
  // The schema has just accepted this shape.
  const content = yaml.value as { readonly target: string; readonly deviations: readonly RawDeviation[] };
  const { locate } = yaml;
  const deviations = content.deviations.map((deviation, index) => {
    const at = (key: string): Place => locate(['deviations', index, key]);
    addAll(problems, problemsOf(deviation, at, registry, openQuestions));
    return { ...deviation, ...readScenarios(deviation.scenarios, index, locate), place: at('id') };
  });
  return { target: content.target, place: locate(['target']), deviations };
}

/** Where the deviations of a target are that come with Lapse. */
export function ownDeviationsFile(targetName: string, folder = builtInDeviations): string {
  return join(folder, `${targetName.replace(/[^A-Za-z0-9.@-]/g, '-')}.yaml`);
}

function problemsOf(
  { requirement, review, versions, reason, link = '' }: RawDeviation,
  at: (key: string) => Place,
  registry: Registry,
  openQuestions: boolean,
): InputProblem[] {
  const problems: InputProblem[] = [];
  const unknown = unknownRequirement(requirement, registry, at('requirement'));
  if (unknown !== undefined) problems.push(unknown);
  if (parseIsoInstant(`${review}T00:00:00Z`) === undefined) {
    const message = `review is ${JSON.stringify(review)}, which is no day of the calendar`;
    problems.push({ place: at('review'), message });
  }
  if (versions !== undefined && !isVersionRange(versions)) {
    const message = `versions is ${JSON.stringify(versions)}, which is no range of versions`;
    problems.push({ place: at('versions'), message, allowed: "a range such as '>=3.20.0 <3.34.0' or '3.x'" });
  }
  // What nobody has explained is not known: it was only seen.
  for (const [key, text] of openQuestions ? [] : Object.entries({ reason, link })) {
    if (!text.startsWith('?')) continue;
    const allowed = key === 'reason' ? 'why it fails, in words' : 'a web address, or no link at all';
    problems.push({ place: at(key), message: `the ${key} is still a question, ${JSON.stringify(text)}`, allowed });
  }
  return problems;
}

/** As it is written: scenarios are a list, or a map from each to the numbers of its steps. */
interface RawDeviation extends Omit<Deviation, 'place' | 'scenarios' | 'steps'> {
  readonly scenarios: readonly string[] | Readonly<Record<string, readonly number[]>>;
}

function readScenarios(
  scenarios: RawDeviation['scenarios'],
  index: number,
  locate: YamlFile['locate'],
): Pick<Deviation, 'scenarios' | 'steps'> {
  if (isList(scenarios)) return { scenarios };
  const steps = Object.entries(scenarios).map(([glob, numbers]) => {
    const at = (item: number): Place => locate(['deviations', index, 'scenarios', glob, item]);
    return [glob, numbers.map((number, item) => ({ number, place: at(item) }))] as const;
  });
  return { scenarios: Object.keys(scenarios), steps: new Map(steps) };
}

/** `Array.isArray` does not narrow a list that cannot be written to. */
function isList(scenarios: RawDeviation['scenarios']): scenarios is readonly string[] {
  return Array.isArray(scenarios);
}
