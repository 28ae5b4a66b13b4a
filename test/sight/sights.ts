import type { Sight } from '../../src/sight/sight.js';

const columns = [
  { title: 'campaign', kind: 'text' },
  { title: 'sessions', kind: 'count' },
  { title: 'share', kind: 'share' },
] as const;

/** What might have been looked at: figures, bars, a histogram, and lines. */
export const sights: readonly Sight[] = [
  {
    id: 'overview',
    title: 'Overview',
    text: 'Three sessions.',
    columns: [
      { title: 'what', kind: 'text' },
      { title: 'value', kind: 'text' },
    ],
    rows: [
      ['sessions', '3,000'],
      ['revenue, EUR', '12.50'],
    ],
    plot: undefined,
  },
  {
    id: 'campaigns',
    title: 'Campaigns',
    text: 'Where sessions come from, which takes more than one line to say when the terminal is as narrow as this one is.',
    columns,
    rows: [
      ['direct', 1500, 0.5],
      ['<b>ads</b> – all', 1499, 0.4997],
      ['letter', 1, 0.0003],
    ],
    plot: { kind: 'bars', label: 0, values: [2], below: 'share of sessions' },
  },
  {
    id: 'hours',
    title: 'Hours',
    text: 'When.',
    columns,
    rows: Array.from({ length: 12 }, (_, hour) => [String(hour), hour * 10, hour / 66]),
    plot: { kind: 'columns', label: 0, values: [2], below: 'hour' },
  },
  {
    id: 'days',
    title: 'Days',
    text: 'Day by day.',
    columns,
    rows: Array.from({ length: 14 }, (_, day) => [`2026-03-${String(day + 1).padStart(2, '0')}`, 10 + day, 0.1]),
    plot: { kind: 'lines', label: 0, values: [1], below: 'day' },
  },
];
