import { expect, test } from 'vitest';
import { changeId } from '../../../src/suite/tamperings/change-id.js';
import { endsWithAStart, sessionless, spoilt } from '../tampered.js';

test('the last unmarked message of a session has another id', () => {
  expect(spoilt(changeId)).toEqual(['one 1*', 'two 1', 'three 2*', 'four 3']);
  expect(spoilt(changeId, endsWithAStart)).toEqual(['one 1*', 'two 2', 'three 3*']);
  expect(changeId.apply(sessionless)).toBeUndefined();
});
