import { expect, test } from 'vitest';
import { UntestableError } from '../../src/target/target.js';

test('an untestable target is told by its name and in one sentence', () => {
  const error = new UntestableError('the SDK hangs');
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toBe('UntestableError: the SDK hangs');
});
