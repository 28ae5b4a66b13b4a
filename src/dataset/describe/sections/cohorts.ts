import type { Section } from '../section.js';

export const cohorts: Section = {
  id: 'cohorts',
  async look(query, { currency }) {
    const rows = await query(`
      SELECT cohort, (SELECT count(*) FROM users WHERE users.cohort = sessions.cohort) AS users, count(*) AS sessions,
        quantile_cont(end_ms - start_ms, 0.5) AS median,
        sum(conversions) / count(*) AS per_session, sum(revenue) / count(*) AS worth
      FROM sessions GROUP BY cohort ORDER BY sessions DESC, cohort`);
    return {
      id: 'cohorts',
      title: 'Cohorts',
      text: 'The kinds of users that the population declares, and what a session of each is like: its median duration, its conversions, its revenue.',
      columns: [
        { title: 'cohort', kind: 'text' },
        { title: 'users', kind: 'count' },
        { title: 'sessions', kind: 'count' },
        { title: 'per user', kind: 'number' },
        { title: 'median', kind: 'duration' },
        { title: 'conversions', kind: 'number' },
        { title: currency, kind: 'money' },
      ],
      rows: rows.map(({ cohort, users, sessions, median, per_session, worth }) => [
        String(cohort),
        Number(users),
        Number(sessions),
        Number(sessions) / Number(users),
        Number(median),
        Number(per_session),
        Number(worth),
      ]),
      plot: { kind: 'bars', label: 0, values: [3], below: 'sessions per user' },
    };
  },
};
