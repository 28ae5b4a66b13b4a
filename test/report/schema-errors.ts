import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/spec/package-root.js';

/** What is wrong with a value by a schema of `spec/schemas/`; empty if nothing is. */
export function schemaErrors(schema: string, value: unknown): string[] {
  const ajv = new Ajv2020({ strict: true, strictRequired: false });
  const validate = ajv.compile(JSON.parse(readFileSync(join(packageRoot, 'spec', 'schemas', schema), 'utf8')));
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
