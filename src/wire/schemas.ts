import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ajv2020, CodeOptions, ValidateFunction } from 'ajv/dist/2020.js';
import { messageTypes } from '../record/timeline.js';
import { newCompiler, type Validators, validatorsOf } from '../spec/compiled-schemas.js';
import { packageRoot } from '../spec/package-root.js';

/** The schemas in `spec/schemas/wire/`: one per type of message, and the envelope of several messages. */
export const wireSchemaNames = [...messageTypes, 'batch'] as const;
export type WireSchema = (typeof wireSchemaNames)[number];

let validators: Validators | undefined;

/**
 * The compiled schema. All schemas are made ready at the first call, because most commands never judge a message.
 * @throws Error if a schema file of the package is missing or is not a valid schema.
 */
export function wireSchema(name: WireSchema): ValidateFunction {
  validators ??= validatorsOf('wire', wireSchemaNames, loadWireSchemas);
  const validate = validators[name];
  if (validate === undefined) throw new Error(`spec/schemas/wire/${name}.schema.json is missing`);
  return validate;
}

export function loadWireSchemas(code: CodeOptions = {}): Ajv2020 {
  // `verbose` hands out the subschema that was broken: its description says what is allowed.
  const ajv = newCompiler({ allErrors: true, verbose: true, strict: true, strictRequired: false, code });
  for (const name of ['common', ...wireSchemaNames]) {
    const file = join(packageRoot, 'spec', 'schemas', 'wire', `${name}.schema.json`);
    ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), `${name}.schema.json`);
  }
  return ajv;
}
