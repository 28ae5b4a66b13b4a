import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeCompiledSchemas } from '../../src/cli/build-schemas.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { loadSchemas, schemaNames } from '../../src/spec/schemas.js';
import { loadWireSchemas, wireSchemaNames } from '../../src/wire/schemas.js';
import { withFolder } from '../promises/command-line.js';

const built = path.join(packageRoot, 'dist', 'schemas');

const values = [
  {},
  null,
  { title: 'x', steps: [{ wait: 3, expect: {} }, 'laod', { track: 'a', expect: { session: 1 } }], matrix: [] },
  { requirements: [{ id: 'x' }], section: 'nowhere', deviations: 'none', scenarios: [1] },
  { type: 'track', event: 3, context: { sessionId: '1', sessionStart: 'yes' }, messageId: 5, batch: [{}] },
];

describe.each([
  ['authored', loadSchemas, schemaNames],
  ['wire', loadWireSchemas, wireSchemaNames],
] as const)('the %s schemas, as the build has written them', (set, load, names) => {
  test('are those of today', () => {
    withFolder((folder) => {
      writeCompiledSchemas(folder);
      const file = `${set}.cjs`;
      expect(readFileSync(path.join(built, file), 'utf8') === readFileSync(path.join(folder, file), 'utf8')).toBe(true);
    });
  });

  test('say the same as compiling them', () => {
    const written = createRequire(import.meta.url)(path.join(built, `${set}.cjs`));
    const compiler = load();
    for (const name of names) {
      const compiled = compiler.getSchema(`${name}.schema.json`);
      for (const value of values) {
        expect(written[name](value)).toBe(compiled?.(value));
        expect(written[name].errors).toEqual(compiled?.errors);
      }
    }
  });
});
