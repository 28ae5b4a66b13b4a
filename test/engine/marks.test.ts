import { describe, expect, test } from 'vitest';
import { collectMarks, mark } from '../../src/engine/marks.js';

describe('marks', () => {
  test('are heard by whoever collects them, each once', () => {
    const { result, taken } = collectMarks(() => {
      mark('event/live');
      mark('event/live');
      return mark('id/taken', 7);
    });
    expect(result).toBe(7);
    expect([...taken]).toEqual(['event/live', 'id/taken']);
  });

  test('are heard by nobody else: the outcome is all that there is', () => {
    expect(mark('id/taken', 7)).toBe(7);
    expect(mark('event/live')).toBeUndefined();
    expect(collectMarks(() => {}).taken.size).toBe(0);
  });

  test('are heard by the innermost, also after another one has failed', () => {
    const outer = collectMarks(() => {
      mark('event/first');
      expect(() =>
        collectMarks(() => {
          throw new Error('it broke');
        }),
      ).toThrow('it broke');
      const inner = collectMarks(() => mark('event/live'));
      expect([...inner.taken]).toEqual(['event/live']);
      mark('event/over');
    });
    expect([...outer.taken]).toEqual(['event/first', 'event/over']);
  });
});
