import { expect, test } from 'vitest';
import { stripMarker } from '../../../src/suite/tamperings/strip-marker.js';
import { sessionless, spoilt } from '../tampered.js';

test('the last session is not marked', () => {
  expect(spoilt(stripMarker)).toEqual(['one 1*', 'two 1', 'three 2', 'four 2']);
  expect(stripMarker.apply(sessionless)).toBeUndefined();
});
