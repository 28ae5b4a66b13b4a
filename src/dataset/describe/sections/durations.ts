import { shortDuration } from '../format.js';
import type { Section } from '../sight.js';

/** In milliseconds, each the end of one bar and the beginning of the next. */
const edges = [0, 1, 10_000, 30_000, 60_000, 180_000, 600_000, 1_800_000, 3_600_000, 10_800_000, 86_400_000];
const names = ['0', '<10s', '–30s', '–1m', '–3m', '–10m', '–30m', '–1h', '–3h', '–24h', '24h+'];

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
      rows: names.map((name, index) => [name, counts.get(index) ?? 0, (counts.get(index) ?? 0) / total]),
      plot: { kind: 'columns', label: 0, values: [2], below: 'duration of the session' },
    };
  },
};
