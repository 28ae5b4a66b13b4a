import { expect, test } from 'vitest';
import { columnsPlot } from '../../../src/sight/plots/columns.js';

const hours = Array.from({ length: 24 }, (_, hour) => ({ label: `${String(hour).padStart(2, '0')} h`, value: hour }));
const draw = (bars: typeof hours): string => columnsPlot({ title: 't', description: 'd' }, bars, 'hour', String);

test('columns are as high as their values', () => {
  const heights = [...draw(hours).matchAll(/class="fill0"[^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height));
  expect(heights).toHaveLength(24);
  expect((heights[10] ?? 0) / (heights[20] ?? 1)).toBeCloseTo(0.5, 2);
});

test('labels that have no room beside each other are left out, evenly', () => {
  const labels = [...draw(hours).matchAll(/middle">(\d\d h)</g)].map(([, label]) => label);
  expect(labels.slice(0, 3)).toEqual(['00 h', '02 h', '04 h']);
  expect([...draw(hours.slice(0, 5)).matchAll(/middle">(\d\d h)</g)]).toHaveLength(5);
});

test('nothing at all is drawn as nothing', () => {
  expect(draw([])).not.toMatch(/NaN|Infinity/);
});
