import { expect, test } from 'vitest';
import { contextOf } from '../../src/mutants/message-context.js';

test('the context of a message is the object that holds its session fields', () => {
  const context = { library: { name: 'lapse-reference' }, sessionId: 7 };
  expect(contextOf({ type: 'track', context })).toBe(context);
});

test.each([[undefined], [null], ['text'], [[]], [{ sessionId: 7 }]])(
  '%j is no context that the engine builds',
  (context) => {
    expect(() => contextOf(context === undefined ? {} : { context })).toThrow('the message has no context');
  },
);
