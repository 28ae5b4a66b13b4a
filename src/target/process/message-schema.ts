import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ajv2020, ErrorObject } from 'ajv/dist/2020.js';
import { newCompiler } from '../../spec/compiled-schemas.js';
import { didYouMean, showValue } from '../../spec/input-error.js';
import { packageRoot } from '../../spec/package-root.js';
import type { CommandName } from './protocol.js';

/** A definition in `spec/schemas/protocol.schema.json`. */
export type MessageName = CommandName | `${CommandName}Answer` | 'errorAnswer';

let compiler: Ajv2020 | undefined;

/**
 * Where a message first departs from its schema, in a few words; `undefined` if it does not.
 * @param strict whether keys count that the schema does not know
 */
export function messageFault(name: MessageName, value: unknown, strict: boolean): string | undefined {
  compiler ??= compile();
  const validate = compiler.getSchema(`protocol.schema.json#/$defs/${name}`);
  if (validate === undefined) throw new Error(`the protocol has no message ${name}`);
  if (validate(value)) return undefined;
  const counting = (validate.errors ?? []).filter(({ keyword }) => strict || keyword !== 'additionalProperties');
  const [first] = counting;
  return first === undefined ? undefined : sentenceOf(first);
}

function compile(): Ajv2020 {
  const ajv = newCompiler({ strict: true, strictRequired: false, allErrors: true, verbose: true });
  for (const name of ['trace', 'protocol']) {
    ajv.addSchema(JSON.parse(readFileSync(join(packageRoot, 'spec', 'schemas', `${name}.schema.json`), 'utf8')));
  }
  return ajv;
}

function sentenceOf({ keyword, instancePath, message = '', params, data }: ErrorObject): string {
  const where = instancePath.slice(1).replaceAll('/', '.');
  const it = where === '' ? 'it' : where;
  switch (keyword) {
    case 'required':
      return `${it} lacks ${showValue(params.missingProperty)}`;
    case 'additionalProperties':
      return `${it} has the key ${showValue(params.additionalProperty)}, which the protocol does not know`;
    case 'enum': {
      const known = (params.allowedValues as unknown[]).map(String);
      const guess = didYouMean(String(data), known);
      return `${it} is ${showValue(data)}${guess}, which the protocol does not know`;
    }
    case 'const':
      return `${it} is ${showValue(data)}, and should be ${showValue(params.allowedValue)}`;
    default:
      return `${it} is ${showValue(data)}, and ${message}`;
  }
}
