import { expect, test } from 'vitest';
import { dirtBits, labelsOf } from '../../src/dataset/dirt-labels.js';

test('each bit is one label, and events with the same labels share them', () => {
  for (const [label, bit] of Object.entries(dirtBits)) {
    expect(Object.entries(labelsOf(bit)).filter(([, is]) => is)).toEqual([[label, true]]);
  }
  const both = labelsOf(dirtBits.late | dirtBits.bot);
  expect(both).toMatchObject({ late: true, bot: true, reordered: false });
  expect(labelsOf(dirtBits.bot | dirtBits.late)).toBe(both);
  expect(Object.isFrozen(both)).toBe(true);
});
