import { expect, test } from 'vitest';
import { linesPlot } from '../../../src/sight/plots/lines.js';

const axes = { below: 'x', marks: [], format: String };
const one = {
  name: 'one',
  points: [
    [1, 1],
    [10, 2],
    [100, 3],
  ],
} as const;
const placesOf = (svg: string): number[][] =>
  [...svg.matchAll(/<circle class="fill0" cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
const draw = (logarithmic: boolean): number[][] =>
  placesOf(linesPlot({ title: 't', description: 'd' }, [one], { ...axes, logarithmic }));

test('on a logarithmic axis a factor is a distance, on another a difference is', () => {
  const [a = [], b = [], c = []] = draw(true);
  expect((b[0] ?? 0) - (a[0] ?? 0)).toBeCloseTo((c[0] ?? 0) - (b[0] ?? 0), 0);
  const [d = [], e = [], f = []] = draw(false);
  expect(((e[0] ?? 0) - (d[0] ?? 0)) / ((f[0] ?? 0) - (d[0] ?? 0))).toBeCloseTo(9 / 99, 2);
});

test('heights count from zero', () => {
  const [a = [], b = [], c = []] = draw(false);
  expect((a[1] ?? 0) - (b[1] ?? 0)).toBeCloseTo((b[1] ?? 0) - (c[1] ?? 0), 0);
});

test('each line has a name, a colour and dashes of its own', () => {
  const svg = linesPlot({ title: 't', description: 'd' }, [one, { ...one, name: 'two' }], {
    ...axes,
    logarithmic: false,
  });
  expect(svg).toMatch(/class="line0"[^>]*\/>\n<text[^>]*>one</);
  expect(svg).toMatch(/class="line1"[^>]*\/>\n<text[^>]*>two</);
  expect(svg).toMatch(/\.line1\{[^}]*stroke-dasharray:7 4/);
});
