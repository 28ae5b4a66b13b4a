import { expect, test } from 'vitest';
import { copyThatStores } from '../../src/engine/own-copy.js';

test('what is written to the copy is stored, and what others store is not seen in it', () => {
  const stored = { user: 'ada', visits: 1 };
  const copy = copyThatStores(stored);
  copy.visits = 2;
  expect(stored).toEqual({ user: 'ada', visits: 2 });
  stored.user = 'grace';
  expect(copy).toEqual({ user: 'ada', visits: 2 });
});

test('writing one value does not store the others anew', () => {
  const stored = { user: 'ada', visits: 1 };
  const copy = copyThatStores(stored);
  stored.user = 'grace';
  copy.visits = 2;
  expect(stored).toEqual({ user: 'grace', visits: 2 });
});
