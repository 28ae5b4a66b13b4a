import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { messageTypes } from '../../src/record/timeline.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { wireSchema } from '../../src/wire/schemas.js';

it('every file of spec/schemas/wire is a schema that compiles, or the part that they share', () => {
  const names = readdirSync(join(packageRoot, 'spec', 'schemas', 'wire')).map((file) =>
    file.replace('.schema.json', ''),
  );
  expect(names.sort()).toEqual([...messageTypes, 'batch', 'common'].sort());
  for (const name of [...messageTypes, 'batch'] as const) expect(typeof wireSchema(name)).toBe('function');
});

it('a schema is compiled once', () => {
  expect(wireSchema('track')).toBe(wireSchema('track'));
});

it('the schema of one type rejects a message of another', () => {
  for (const type of messageTypes) {
    const validate = wireSchema(type);
    validate({ type: type === 'track' ? 'page' : 'track' });
    expect(validate.errors?.map(({ schemaPath }) => schemaPath)).toContain('#/properties/type/const');
  }
});
