import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ajv2020, CodeOptions } from 'ajv/dist/2020.js';
import { newCompiler, type Validators, validatorsOf } from './compiled-schemas.js';
import type { InputProblem } from './input-error.js';
import { packageRoot } from './package-root.js';
import { sentencesOf } from './schema-sentences.js';
import type { YamlFile } from './yaml-file.js';

/** The schemas of what people write, in `spec/schemas/`. */
export const schemaNames = [
  'requirement',
  'policy',
  'scenario',
  'deviation',
  'suite',
  'configuration',
  'population',
] as const;
export type SchemaName = (typeof schemaNames)[number];

let validators: Validators | undefined;

/** Values that the build has held against a schema, with all that a matrix makes of them. */
const accepted = new WeakMap<object, ReadonlySet<string>>();

/** From now on, this very value is known to keep these schemas. */
export function noteAccepted(value: unknown, schemas: Iterable<string>): void {
  if (typeof value === 'object' && value !== null) accepted.set(value, new Set(schemas));
}

/** What was made of a value by filling in its matrix keeps the schemas that the value is known to keep. */
export function noteMadeOf(value: unknown, made: unknown): void {
  noteAccepted(made, acceptedBy(value));
}

function acceptedBy(value: unknown): ReadonlySet<string> {
  return (typeof value === 'object' && value !== null ? accepted.get(value) : undefined) ?? new Set();
}

/** What a file does not keep of its schema; empty if it is valid. Each problem points at its line and column. */
export function validateAgainst(schemaName: SchemaName, yaml: YamlFile): InputProblem[] {
  if (acceptedBy(yaml.value).has(schemaName)) return [];
  validators ??= validatorsOf('authored', schemaNames, loadSchemas);
  const validate = validators[schemaName];
  if (validate === undefined) throw new Error(`there is no schema ${schemaName}`);
  if (validate(yaml.value)) return [];
  return sentencesOf(validate.errors ?? [], yaml);
}

/** All schemas are compiled together, because they refer to each other. */
export function loadSchemas(code: CodeOptions = {}): Ajv2020 {
  // Which keys a step has depends on its word, so the keys required by a choice are defined elsewhere than beside it.
  const options = { allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, verbose: true, code };
  const ajv = newCompiler(options);
  for (const name of schemaNames) {
    ajv.addSchema(JSON.parse(readFileSync(join(packageRoot, 'spec', 'schemas', `${name}.schema.json`), 'utf8')));
  }
  return ajv;
}
