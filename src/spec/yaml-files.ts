import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Full paths of the YAML files directly in a folder, sorted; none if the folder does not exist. */
export function yamlFilesIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
