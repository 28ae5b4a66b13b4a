import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { messageTypes } from '../record/timeline.js';
import { packageRoot } from '../spec/package-root.js';

/** The schemas in `spec/schemas/wire/`: one per type of message, and the envelope of several messages. */
export type WireSchema = (typeof messageTypes)[number] | 'batch';

let compiled: Ajv2020 | undefined;

/**
 * The compiled schema. All schemas are read and compiled at the first call, because most commands never judge a message.
 * @throws Error if a schema file of the package is missing or is not a valid schema.
 */
export function wireSchema(name: WireSchema): ValidateFunction {
  compiled ??= loadSchemas();
  const validate = compiled.getSchema(`${name}.schema.json`);
  if (validate === undefined) throw new Error(`spec/schemas/wire/${name}.schema.json is missing`);
  return validate;
}

function loadSchemas(): Ajv2020 {
  // `verbose` hands out the subschema that was broken: its description says what is allowed.
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictRequired: false });
  for (const name of ['common', ...messageTypes, 'batch']) {
    const file = join(packageRoot, 'spec', 'schemas', 'wire', `${name}.schema.json`);
    ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), `${name}.schema.json`);
  }
  return ajv;
}
