import { expect, test } from 'vitest';
import { plotOf } from '../../src/sight/plot-of.js';
import type { Sight } from '../../src/sight/sight.js';
import { sights } from './sights.js';

const plotOfSight = (id: string): string => plotOf(sights.find((sight) => sight.id === id) as Sight) ?? '';

test('bars for names, columns for a histogram, lines for days', () => {
  expect(plotOfSight('campaigns').match(/class="fill0"/g)).toHaveLength(3);
  expect(plotOfSight('hours').match(/class="fill0"/g)).toHaveLength(12);
  expect(plotOfSight('days').match(/<path class="line0" d="M[\d. ]+(L[\d. ]+){13}"/g)).toHaveLength(1);
});

test('days are named without their year, as many as fit', () => {
  const marks = [...plotOfSight('days').matchAll(/>(\d\d-\d\d)</g)].map(([, mark]) => mark);
  expect(marks).toEqual(['03-01', '03-04', '03-07', '03-10', '03-13']);
});

test('what has no plot, or nothing to draw, has none', () => {
  const [overview, campaigns] = sights as [Sight, Sight];
  expect(plotOf(overview)).toBeUndefined();
  expect(plotOf({ ...campaigns, rows: [] })).toBeUndefined();
});

test('lines may stand where their numbers do, on a logarithmic axis', () => {
  const sight: Sight = {
    id: 'curve',
    title: 'Curve',
    text: 'Falls.',
    columns: [
      { title: 'timeout', kind: 'duration' },
      { title: 'sessions', kind: 'count' },
    ],
    rows: [60_000, 600_000, 6_000_000].map((timeoutMs, index) => [timeoutMs, 30 - index * 10]),
    plot: { kind: 'lines', label: 0, values: [1], below: 'timeout', across: 0 },
  };
  const [, left, middle, right] = /d="M([\d.]+) [\d.]+L([\d.]+) [\d.]+L([\d.]+) /.exec(plotOf(sight) ?? '') ?? [];
  expect(Number(middle) - Number(left)).toBeCloseTo(Number(right) - Number(middle), 0);
  expect(plotOf(sight)).toContain('>1h\u00a040m<');
});
