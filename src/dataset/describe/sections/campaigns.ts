import { literal } from '../../../duckdb/duckdb.js';
import { direct } from '../../population.js';
import type { Section } from '../section.js';

export const campaigns: Section = {
  id: 'campaigns',
  async look(query, { currency }) {
    const rows = await query(`
      SELECT coalesce(campaign, ${literal(direct)}) AS name, count(*) AS sessions, sum(conversions) AS conversions,
        sum(conversions) / count(*) AS per_session, sum(revenue) / count(*) AS worth,
        avg(CASE WHEN events <= 1 THEN 1.0 ELSE 0 END) AS bounce
      FROM sessions GROUP BY name ORDER BY sessions DESC, name LIMIT 20`);
    return {
      id: 'campaigns',
      title: 'Campaigns',
      text: 'Where sessions come from, and what they are worth: conversions and revenue for each session.',
      columns: [
        { title: 'campaign', kind: 'text' },
        { title: 'sessions', kind: 'count' },
        { title: 'bounce', kind: 'share' },
        { title: 'conversions', kind: 'count' },
        { title: 'per session', kind: 'number' },
        { title: `${currency} per session`, kind: 'money' },
      ],
      rows: rows.map(({ name, sessions, bounce, conversions, per_session, worth }) => [
        String(name),
        ...[sessions, bounce, conversions, per_session, worth].map(Number),
      ]),
      plot: { kind: 'bars', label: 0, values: [4], below: 'conversions per session' },
    };
  },
};
