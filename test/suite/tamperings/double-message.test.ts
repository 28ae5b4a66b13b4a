import { expect, test } from 'vitest';
import { doubleMessage } from '../../../src/suite/tamperings/double-message.js';
import { silence, spoilt } from '../tampered.js';

test('the first message is sent twice', () => {
  expect(spoilt(doubleMessage)).toEqual(['one 1*', 'one 1*', 'two 1', 'three 2*', 'four 2']);
  expect(doubleMessage.apply(silence)).toBeUndefined();
});
