import { expect, test } from 'vitest';
import { laidOver } from '../../src/fuzz/plan.js';

test('a configuration of its own is laid over the other, key by key', () => {
  const base = { sessions: { timeout: 5, cutOff: { enabled: true } }, storage: { type: 'localStorage' } } as const;
  expect(laidOver(base, undefined)).toBe(base);
  expect(laidOver(base, { sessions: { autoTrack: false, cutOff: { duration: 7 } } })).toEqual({
    sessions: { timeout: 5, autoTrack: false, cutOff: { enabled: true, duration: 7 } },
    storage: { type: 'localStorage' },
  });
  expect(laidOver({}, { storage: { type: 'none' } })).toEqual({ storage: { type: 'none' } });
});
