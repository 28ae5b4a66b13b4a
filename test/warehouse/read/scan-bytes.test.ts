import { expect, test } from 'vitest';
import { scanBytes } from '../../../src/warehouse/read/scan-bytes.js';

test('a signal is answered between two blocks, even where bytes are there at once', async () => {
  let blocks = 0;
  let blocksBefore = -1;
  setImmediate(() => {
    blocksBefore = blocks;
  });
  const source = {
    read: (into: Buffer): Promise<number> => Promise.resolve(blocks++ < 5 ? into.fill(0x61, 0, 8).length : 0),
    close: () => {},
  };
  await scanBytes(source, { line: 1, scan: (_bytes, _from, to) => to }, 'a.csv');
  expect(blocksBefore).toBeLessThan(5);
  expect(blocksBefore).toBeGreaterThanOrEqual(0);
});
