import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import standalone from 'ajv/dist/standalone/index.js';
import type { SchemaSet } from '../spec/compiled-schemas.js';
import { packageRoot } from '../spec/package-root.js';
import { loadSchemas, schemaNames } from '../spec/schemas.js';
import { loadWireSchemas, wireSchemaNames } from '../wire/schemas.js';

/** The last part of the build: it writes the schemas as programs, so that no command has to compile them. */
const compilers = {
  authored: { load: loadSchemas, names: schemaNames },
  wire: { load: loadWireSchemas, names: wireSchemaNames },
} as const satisfies Record<SchemaSet, unknown>;

export function writeCompiledSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [set, { load, names }] of Object.entries(compilers)) {
    const exported = Object.fromEntries(names.map((name) => [name, `${name}.schema.json`]));
    writeFileSync(path.join(folder, `${set}.cjs`), standalone.default(load({ source: true }), exported));
  }
}

if (process.argv[1] === import.meta.filename) writeCompiledSchemas(path.join(packageRoot, 'dist', 'schemas'));
