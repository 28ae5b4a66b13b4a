import { basename, join } from 'node:path';
import { didYouMean, InputError } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';
import { yamlFilesIn } from '../spec/yaml-files.js';

const defaultFolder = join(packageRoot, 'scenarios', 'populations');

/** The ids of the populations that come with Lapse, sorted. */
export function listPopulations(folder: string = defaultFolder): string[] {
  return yamlFilesIn(folder).map(populationId);
}

/**
 * The file of a population that comes with Lapse.
 * @throws InputError if there is none of that id
 */
export function populationFile(id: string, folder: string = defaultFolder): string {
  const ids = listPopulations(folder);
  if (ids.includes(id)) return join(folder, `${id}.yaml`);
  const message = `unknown population ${JSON.stringify(id)}${didYouMean(id, ids)}`;
  throw new InputError([{ message, allowed: ids.join(', ') }]);
}

/** What the population in a file is called. */
export function populationId(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '');
}
