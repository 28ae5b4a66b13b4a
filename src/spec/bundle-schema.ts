import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { newCompiler } from './compiled-schemas.js';
import { packageRoot } from './package-root.js';

let compiled: ValidateFunction | undefined;

/** Where a value first departs from `spec/schemas/bundle.schema.json`, in a few words; `undefined` if it does not. */
export function bundleFault(value: unknown): string | undefined {
  compiled ??= compile();
  if (compiled(value)) return undefined;
  // Of a choice each branch says why it is none; what lies deepest is what was meant and is wrong.
  const [deepest] = [...(compiled.errors ?? [])].sort((one, other) => depthOf(other) - depthOf(one));
  return deepest === undefined ? 'it is not as the schema has it' : sentenceOf(deepest);
}

function compile(): ValidateFunction {
  const ajv = newCompiler({ strict: true, strictRequired: false });
  for (const name of ['trace', 'bundle']) {
    ajv.addSchema(JSON.parse(readFileSync(join(packageRoot, 'spec', 'schemas', `${name}.schema.json`), 'utf8')));
  }
  const validate = ajv.getSchema('bundle.schema.json');
  if (validate === undefined) throw new Error('the schema of bundles does not compile');
  return validate;
}

function depthOf({ instancePath, keyword }: ErrorObject): number {
  return instancePath.split('/').length - (keyword === 'oneOf' ? 1 : 0);
}

function sentenceOf({ instancePath, message = '', params }: ErrorObject): string {
  const key = 'additionalProperty' in params ? ` (${JSON.stringify(params.additionalProperty)})` : '';
  return `${instancePath === '' ? 'it' : instancePath.slice(1)} ${message}${key}`;
}
