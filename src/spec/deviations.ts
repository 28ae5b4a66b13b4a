import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../record/case.js';
import { addAll, type InputProblem, throwProblems } from './input-error.js';
import { parseIsoInstant } from './iso-date.js';
import { packageRoot } from './package-root.js';
import { loadRequirements, type Registry, unknownRequirement } from './requirements.js';
import { validateAgainst } from './schemas.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

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
  readonly folder?: string;
  readonly registry?: Registry;
}

/**
 * Reads what is known of a target from `<target>.yaml`, with characters that file names lack replaced by hyphens
 * (`model-rudderstack-js.yaml` for `model:rudderstack-js`). Without such a file nothing is known.
 * @throws InputError with all problems of the file: wrong shape, an id twice, an unknown requirement, no such date
 */
export function loadDeviations(targetName: string, options: DeviationOptions = {}): Deviation[] {
  const folder = options.folder ?? join(packageRoot, 'spec', 'deviations');
  const file = join(folder, `${targetName.replace(/[^A-Za-z0-9.@-]/g, '-')}.yaml`);
  if (!existsSync(file)) return [];
  const problems: InputProblem[] = [];
  const yaml = readYamlFile(file, problems);
  if (yaml !== undefined) addAll(problems, validateAgainst('deviation', yaml));
  throwProblems(problems);
  // The schema has just accepted this shape.
  const content = yaml?.value as { readonly target: string; readonly deviations: readonly RawDeviation[] };
  const registry = options.registry ?? loadRequirements();
  const locate = yaml?.locate ?? (() => ({ file, line: 1, column: 1 }));
  if (content.target !== targetName) {
    const message = `target is ${JSON.stringify(content.target)} in the file of ${JSON.stringify(targetName)}`;
    problems.push({ place: locate(['target']), message, allowed: targetName });
  }
  const seen = new Set<string>();
  const deviations = content.deviations.map((deviation, index) => {
    const at = (key: string): Place => locate(['deviations', index, key]);
    if (seen.has(deviation.id)) {
      problems.push({ place: at('id'), message: `id ${JSON.stringify(deviation.id)} is used twice` });
    }
    seen.add(deviation.id);
    const unknown = unknownRequirement(deviation.requirement, registry, at('requirement'));
    if (unknown !== undefined) problems.push(unknown);
    if (parseIsoInstant(`${deviation.review}T00:00:00Z`) === undefined) {
      const message = `review is ${JSON.stringify(deviation.review)}, which is no day of the calendar`;
      problems.push({ place: at('review'), message });
    }
    return { ...deviation, ...readScenarios(deviation.scenarios, index, locate), place: at('id') };
  });
  throwProblems(problems);
  return deviations;
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
