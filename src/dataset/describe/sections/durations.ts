import { shortDuration } from '../../../sight/format.js';
import type { Section } from '../section.js';

/** In milliseconds, each the end of one bar and the beginning of the next. */
const edges = [0, 1, 10_000, 30_000, 60_000, 180_000, 600_000, 1_800_000, 3_600_000, 10_800_000, 86_400_000];
const names = [
  'one instant',
  'below 10s',
  '10s to 30s',
  '30s to 1m',
  '1m to 3m',
  '3m to 10m',
  '10m to 30m',
  '30m to 1h',
  '1h to 3h',
  '3h to 24h',
  '24h and more',
];

export const durations: Section = {
  id: 'durations',
  async look(query) {
    const bin = edges.map((edge) => `(duration >= ${edge})::INT`).join(' + ');
    const all = 'SELECT end_ms - start_ms AS duration FROM sessions';
    const bins = await query(`SELECT ${bin} AS bin, count(*) AS sessions FROM (${all}) GROUP BY bin`);
    const [facts = {}] = await query(`
      SELECT avg(duration) AS mean, quantile_cont(duration, 0.5) AS median, quantile_cont(duration, 0.9) AS p90,
        quantile_cont(duration, 0.99) AS p99 FROM (${all})`);
    const fact = (name: string): string => shortDuration(Number(facts[name] ?? 0));
    const counts = new Map(bins.map(({ bin, sessions }) => [Number(bin) - 1, Number(sessions)]));
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      id: 'durations',
      title: 'How long a session lasts',
      text: `From its first to its last event: mean ${fact('mean')}, median ${fact('median')}; one in ten lasts longer than ${fact('p90')}, one in a hundred longer than ${fact('p99')}.`,
      columns: [
        { title: 'duration', kind: 'text' },
        { title: 'sessions', kind: 'count' },
        { title: 'share', kind: 'share' },
      ],
      rows: names
        .slice(0, Math.max(...counts.keys()) + 1)
        .map((name, index) => [name, counts.get(index) ?? 0, (counts.get(index) ?? 0) / total]),
      plot: { kind: 'bars', label: 0, values: [2], below: 'share of sessions by duration' },
    };
  },
};
