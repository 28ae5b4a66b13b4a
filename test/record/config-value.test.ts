import { expect, test } from 'vitest';
import { configValue } from '../../src/record/config-value.js';
import type { ConfigValue } from '../../src/record/timeline.js';

test.each<[ConfigValue, unknown]>([
  [{ notJson: 'NaN' }, Number.NaN],
  [{ notJson: 'Infinity' }, Number.POSITIVE_INFINITY],
  [{ notJson: '-Infinity' }, Number.NEGATIVE_INFINITY],
  [{ notJson: 'undefined' }, undefined],
])('%j is what JSON cannot say', (value, expected) => {
  expect(configValue(value)).toBe(expected);
});

test.each<ConfigValue>([null, false, 0, -1.5, '', 'NaN', [1], { nested: { notJson: 'NaN' } }])(
  '%j is passed on as it is',
  (value) => {
    expect(configValue(value)).toBe(value);
  },
);
