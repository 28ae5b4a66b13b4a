import { expect, test } from 'vitest';
import { dropMessage } from '../../../src/suite/tamperings/drop-message.js';
import { silence, spoilt } from '../tampered.js';

test('the last message is lost', () => {
  expect(spoilt(dropMessage)).toEqual(['one 1*', 'two 1', 'three 2*']);
  expect(dropMessage.apply(silence)).toBeUndefined();
});
