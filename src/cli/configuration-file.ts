import { statSync } from 'node:fs';
import path from 'node:path';
import type { Place } from '../record/case.js';
import { InputError, type InputProblem, throwProblems } from '../spec/input-error.js';
import { readYamlFile } from '../spec/read-yaml-file.js';
import { validateAgainst } from '../spec/schemas.js';

/** The file of a project's own settings, as `lapse init` writes it. */
export const configurationName = 'lapse.config.yaml';
const names = [configurationName, 'lapse.config.yml'];

/** What a project settles once, as it is written: paths are as seen from the folder of the file. */
export interface Configuration {
  readonly target?: string;
  readonly policy?: string;
  readonly edition?: string;
  readonly sdk?: string;
  readonly build?: string;
  readonly offline?: boolean;
  /** Whether the scenarios and deviations of Lapse are there beside those of the project. */
  readonly builtIn?: boolean;
  readonly scenarioFolders?: readonly string[];
  readonly deviationFiles?: readonly string[];
  readonly suite?: string;
  readonly reporters?: readonly string[];
  readonly out?: string;
  readonly save?: string;
  readonly corpus?: string;
  readonly strict?: boolean;
  readonly seeds?: { readonly run?: number; readonly fuzz?: number };
  readonly jobs?: number;
  /** A duration such as `30s`. */
  readonly timeLimit?: string;
  /** The Chromium in which targets that end in `@chromium` are run. */
  readonly browserPath?: string;
}

/** A configuration, and where each of its values stands. */
export interface ConfigurationFile {
  /** The folder that its paths are seen from. */
  readonly folder: string;
  readonly configuration: Configuration;
  readonly locate: (path: readonly (string | number)[]) => Place;
}

/** The configuration that counts in a folder: its own, or that of the nearest folder above it; nothing if there is none. */
export function findConfiguration(folder: string): string | undefined {
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    const file = names.map((name) => path.join(current, name)).find((each) => isFile(each));
    if (file !== undefined) return file;
    if (current === path.dirname(current)) return undefined;
  }
}

/**
 * Reads a configuration, and checks its shape.
 * @throws InputError with all that the schema does not accept, each with its line and column, or when it cannot be read
 */
export function readConfiguration(file: string): ConfigurationFile {
  const problems: InputProblem[] = [];
  const yaml = readYamlFile(file, problems);
  if (yaml === undefined) throw new InputError(problems);
  throwProblems(validateAgainst('configuration', yaml));
  // The schema has just accepted this shape.
  return {
    folder: path.dirname(path.resolve(file)),
    configuration: yaml.value as Configuration,
    locate: (place) => yaml.locate(place),
  };
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
