import type { Section } from '../section.js';

export const days: Section = {
  id: 'days',
  async look(query) {
    const rows = await query(`
      SELECT start_ms // 86400000 AS day, count(*) AS sessions, count(DISTINCT person) AS users, sum(conversions) AS conversions
      FROM sessions GROUP BY day ORDER BY day`);
    return {
      id: 'days',
      title: 'Day by day',
      text: 'Sessions that begin on each day in UTC, and the people who made them.',
      columns: [
        { title: 'day', kind: 'text' },
        { title: 'sessions', kind: 'count' },
        { title: 'users', kind: 'count' },
        { title: 'conversions', kind: 'count' },
      ],
      rows: rows.map(({ day, sessions, users, conversions }) => [
        new Date(Number(day) * 86_400_000).toISOString().slice(0, 10),
        Number(sessions),
        Number(users),
        Number(conversions),
      ]),
      plot: { kind: 'lines', label: 0, values: [1, 2], below: 'day' },
    };
  },
};
