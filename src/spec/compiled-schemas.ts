import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Ajv2020, Options, ValidateFunction } from 'ajv/dist/2020.js';

/** What is compiled together: the schemas of what people write, and those of messages. */
export type SchemaSet = 'authored' | 'wire';

/** Name of a schema file to what it became. */
export type Validators = Readonly<Record<string, ValidateFunction>>;

const require = createRequire(import.meta.url);

/**
 * The validators of a set. The build has written them as a program, because compiling schemas takes longer than all else
 * that most commands do; where nothing was built, as in tests, they are compiled now.
 * @param load makes the compiler with all schemas of the set; its names are those of their files
 */
export function validatorsOf(set: SchemaSet, names: readonly string[], load: () => Ajv2020): Validators {
  const built = fileURLToPath(new URL(`../schemas/${set}.cjs`, import.meta.url));
  if (existsSync(built)) return require(built);
  const ajv = load();
  return Object.fromEntries(
    names.map((name) => {
      const validate = ajv.getSchema(`${name}.schema.json`);
      if (validate === undefined) throw new Error(`the schema ${name} does not compile`);
      return [name, validate];
    }),
  );
}

/** The compiler, which is loaded only where it is used. */
export function newCompiler(options: Options): Ajv2020 {
  const { Ajv2020 }: typeof import('ajv/dist/2020.js') = require('ajv/dist/2020.js');
  return new Ajv2020(options);
}
