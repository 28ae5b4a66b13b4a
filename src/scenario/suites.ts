import { basename, join } from 'node:path';

import type { Case, Place } from '../record/case.js';
import { matchesId } from '../spec/id-glob.js';
import { didYouMean, InputError, type InputProblem, throwProblems } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';
import { readYamlFile } from '../spec/read-yaml-file.js';
import { validateAgainst } from '../spec/schemas.js';
import { yamlFilesIn } from '../spec/yaml-files.js';
import { yamlLibrary } from '../spec/yaml-library.js';

/** A choice of scenarios that has a name. */
export interface Suite {
  /** The name of its file. */
  readonly id: string;
  readonly title: string;
  /** Ids of scenarios, or globs over them, each with where it stands. */
  readonly scenarios: readonly { readonly glob: string; readonly place: Place }[];
}

/** The shape of a file that its schema accepts. */
interface SuiteFile {
  readonly title: string;
  readonly scenarios: readonly string[];
}

/** Where suites are, relative to the package. */
export const suitesFolder = join('spec', 'suites');

const defaultFolder = join(packageRoot, suitesFolder);

/** The ids of all suites, sorted. */
export function listSuites(folder: string = defaultFolder): string[] {
  return yamlFilesIn(folder).map((file) => basename(file).replace(/\.ya?ml$/, ''));
}

/** Reads one suite. @throws InputError if there is none of that id, or if its file is wrong */
export function loadSuite(id: string, folder: string = defaultFolder): Suite {
  const ids = listSuites(folder);
  if (!ids.includes(id)) {
    const message = `unknown suite ${JSON.stringify(id)}${didYouMean(id, ids)}`;
    throw new InputError([{ message, allowed: ids.length === 0 ? 'there are none' : ids.join(', ') }]);
  }
  const problems: InputProblem[] = [];
  const yaml = readYamlFile(join(folder, `${id}.yaml`), problems);
  if (yaml === undefined) throw new InputError(problems);
  throwProblems(validateAgainst('suite', yaml));
  // The schema has just accepted this shape.
  const { title, scenarios } = yaml.value as SuiteFile;
  return {
    id,
    title,
    scenarios: scenarios.map((glob, index) => ({ glob, place: yaml.locate(['scenarios', index]) })),
  };
}

/** The entries that name no scenario at all; a suite with one would quietly become smaller. */
export function idleEntries({ scenarios }: Suite, cases: readonly Case[]): InputProblem[] {
  const ids = cases.map(({ id }) => id);
  return scenarios
    .filter(({ glob }) => !ids.some((id) => matchesId(glob, id)))
    .map(({ glob, place }) => ({
      place,
      message: `the suite names the scenario ${JSON.stringify(glob)}, and there is none${didYouMean(glob, ids)}`,
      allowed: 'an id that lapse list shows, or a glob over them',
    }));
}

/**
 * The cases that belong to a suite, in their order.
 * @throws InputError if none of them does
 */
export function casesIn({ id, scenarios }: Suite, cases: readonly Case[]): Case[] {
  const chosen = cases.filter((scenario) => scenarios.some(({ glob }) => matchesId(glob, scenario.id)));
  if (chosen.length > 0) return chosen;
  const message = `the suite ${JSON.stringify(id)} has none of the scenarios that are selected`;
  throw new InputError([{ message, allowed: scenarios.map(({ glob }) => glob).join(', ') }]);
}

/**
 * The content of a suite's file.
 * @param comment what a reader has to know first, line by line
 */
export function suiteText({ title, scenarios }: SuiteFile, comment: readonly string[]): string {
  const head = comment.map((line) => `# ${line}\n`).join('');
  return head + yamlLibrary().stringify({ title, scenarios }, { version: '1.2', schema: 'core', lineWidth: 0 });
}
