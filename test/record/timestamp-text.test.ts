import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimestampText } from '../../src/record/timestamp-text.js';

test('it is what a date says, for any millisecond in any order', () => {
  const text = new TimestampText();
  const bytes = Buffer.alloc(64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const written = (ms: number): string => bytes.toString('latin1', 3, text.write(view, 3, ms));
  const near = fc.integer({ min: -1e12, max: 4e12 });
  const any = fc.integer({ min: -8.64e15, max: 8.64e15 });
  fc.assert(
    fc.property(fc.oneof(near, any), (ms) => {
      expect(written(ms)).toBe(new Date(ms).toISOString());
    }),
    { numRuns: 2_000 },
  );
});
