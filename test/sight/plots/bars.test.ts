import { expect, test } from 'vitest';
import { barsPlot } from '../../../src/sight/plots/bars.js';

const widths = (svg: string): number[] =>
  [...svg.matchAll(/class="fill0" x="[\d.]+" y="[\d.]+" width="([\d.]+)"/g)].map(([, width]) => Number(width));
const draw = (values: readonly number[], label = 'a'): string =>
  barsPlot(
    { title: 't', description: 'd' },
    values.map((value) => ({ label, value })),
    String,
  );

test('bars are as long as their values, in their order', () => {
  const [one = 0, two = 0, none] = widths(draw([10, 5, 0]));
  expect(one).toBeGreaterThan(100);
  expect(two / one).toBeCloseTo(0.5, 2);
  expect(none).toBe(0);
});

test('each bar has its value beside it, within the drawing', () => {
  const svg = draw([123456]);
  const [, x] = /x="([\d.]+)"[^>]*class="quiet">123456</.exec(svg) ?? [];
  expect(Number(x) + 6 * 7).toBeLessThanOrEqual(480);
});

test('a long name is cut and still told whole by its bar', () => {
  const svg = draw([1], 'a name that is longer than what fits');
  expect(svg).toContain('>a name that is longer t…<');
  expect(svg).toContain('<title>a name that is longer than what fits: 1</title>');
});

test('nothing at all is drawn as nothing', () => {
  expect(draw([0, 0])).not.toContain('NaN');
  expect(draw([])).not.toMatch(/NaN|Infinity/);
});
