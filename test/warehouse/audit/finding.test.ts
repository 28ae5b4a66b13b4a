import { expect, test } from 'vitest';
import { beyond } from '../../../src/warehouse/audit/finding.js';

test('exactly the timeout is beyond an inclusive boundary, and not beyond an exclusive one', () => {
  expect(beyond({ boundary: 'inclusive' })).toBe('>=');
  expect(beyond({ boundary: 'exclusive' })).toBe('>');
});
