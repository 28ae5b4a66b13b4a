import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { InputProblem } from './input-error.js';
import { packageRoot } from './package-root.js';
import { sentencesOf } from './schema-sentences.js';
import type { YamlFile } from './yaml-file.js';

/** The schemas of what people write, in `spec/schemas/`. */
export const schemaNames = ['requirement', 'policy', 'scenario', 'deviation', 'suite', 'population'] as const;
export type SchemaName = (typeof schemaNames)[number];

const compiled = new Map<SchemaName, ValidateFunction>();

/** What a file does not keep of its schema; empty if it is valid. Each problem points at its line and column. */
export function validateAgainst(schemaName: SchemaName, yaml: YamlFile): InputProblem[] {
  const validate = compiled.get(schemaName) ?? compile(schemaName);
  if (validate(yaml.value)) return [];
  return sentencesOf(validate.errors ?? [], yaml);
}

/** All schemas are compiled together, because they refer to each other. */
function compile(schemaName: SchemaName): ValidateFunction {
  // Which keys a step has depends on its word, so the keys required by a choice are defined elsewhere than beside it.
  const options = { allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, verbose: true };
  const ajv = new Ajv2020(options);
  for (const name of schemaNames) {
    ajv.addSchema(JSON.parse(readFileSync(join(packageRoot, 'spec', 'schemas', `${name}.schema.json`), 'utf8')));
  }
  for (const name of schemaNames) {
    const validate = ajv.getSchema(`${name}.schema.json`);
    if (validate === undefined) throw new Error(`the schema ${name} does not compile`);
    compiled.set(name, validate);
  }
  const validate = compiled.get(schemaName);
  if (validate === undefined) throw new Error(`there is no schema ${schemaName}`);
  return validate;
}
