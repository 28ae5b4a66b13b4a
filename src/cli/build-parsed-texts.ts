import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expandMatrix } from '../scenario/matrix.js';
import type { InputProblem } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';
import { writtenTexts } from '../spec/parsed-texts.js';
import { type SchemaName, schemaNames, validateAgainst } from '../spec/schemas.js';
import { parseYaml, type YamlFile } from '../spec/yaml-file.js';

/** A part of the build: it parses all scenarios and the specification, and holds them against their schemas, so that no command has to. */
export function parsedTextsBelow(folders: readonly string[]): string {
  return writtenTexts(
    folders
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
      )
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .flatMap((file): (readonly [string, YamlFile, readonly SchemaName[]])[] => {
        const text = readFileSync(file, 'utf8');
        // What is wrong is told to whoever reads it.
        const yaml = parseYaml(text, file, []);
        return yaml === undefined ? [] : [[text, yaml, schemaNames.filter((name) => keeps(name, yaml))]];
      }),
  );
}

/** Of a scenario, what counts is what its matrix makes of it. */
function keeps(schema: SchemaName, yaml: YamlFile): boolean {
  const problems: InputProblem[] = [];
  const made = schema === 'scenario' ? expandMatrix(yaml, problems).map((each) => each.yaml) : [yaml];
  return problems.length === 0 && made.every((each) => validateAgainst(schema, each).length === 0);
}

if (process.argv[1] === import.meta.filename) {
  const folders = ['scenarios', 'spec'].map((name) => path.join(packageRoot, name));
  writeFileSync(path.join(packageRoot, 'dist', 'parsed-texts.tsv'), parsedTextsBelow(folders));
}
