import { expect, test } from 'vitest';
import { newCompiler, validatorsOf } from '../../src/spec/compiled-schemas.js';

const compiler = () => {
  const ajv = newCompiler({});
  ajv.addSchema({ $id: 'small.schema.json', type: 'number', maximum: 3 });
  return ajv;
};

test('where nothing was built the schemas are compiled', () => {
  const { small } = validatorsOf('authored', ['small'], compiler);
  expect(small?.(3)).toBe(true);
  expect(small?.(4)).toBe(false);
});

test('a schema that is missing is told', () => {
  expect(() => validatorsOf('authored', ['large'], compiler)).toThrow('the schema large does not compile');
});
