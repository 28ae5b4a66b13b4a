import { expect, test } from 'vitest';
import { coarserUnits } from '../../../src/warehouse/verify/units.js';

test('a timeout may have been counted in units up to an hour, or up to its own length', () => {
  expect(coarserUnits(1_800_000).map(({ name }) => name)).toEqual(['second', 'minute', 'hour']);
  expect(coarserUnits(86_400_000).map(({ name }) => name)).toEqual(['second', 'minute', 'hour', 'day']);
});
