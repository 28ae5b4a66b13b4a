import { formatCell } from '../../../sight/format.js';
import type { Section } from '../section.js';

/** All longer sessions are one bar. */
const longest = 15;

export const lengths: Section = {
  id: 'lengths',
  async look(query) {
    const found = await query(
      `SELECT least(events, ${longest}) AS length, count(*) AS sessions FROM sessions WHERE events > 0 GROUP BY length`,
    );
    const [facts = {}] = await query(
      'SELECT avg(events) AS mean, quantile_cont(events, 0.5) AS median, quantile_cont(events, 0.9) AS p90, max(events) AS most FROM sessions',
    );
    const counts = new Map(found.map(({ length, sessions }) => [Number(length), Number(sessions)]));
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const bounced = (counts.get(1) ?? 0) / total;
    return {
      id: 'lengths',
      title: 'Events per session',
      text: `Mean ${formatCell(Number(facts.mean), 'number')}, median ${formatCell(Number(facts.median), 'count')}; one in ten has more than ${formatCell(Number(facts.p90), 'count')}, the longest ${formatCell(Number(facts.most), 'count')}. ${formatCell(bounced, 'share')} bounce: they have a single event.`,
      columns: [
        { title: 'events', kind: 'text' },
        { title: 'sessions', kind: 'count' },
        { title: 'share', kind: 'share' },
      ],
      rows: Array.from({ length: longest }, (_, index) => {
        const count = counts.get(index + 1) ?? 0;
        return [index + 1 === longest ? `${longest}+` : String(index + 1), count, count / total];
      }),
      plot: { kind: 'columns', label: 0, values: [2], below: 'events in the session' },
    };
  },
};
