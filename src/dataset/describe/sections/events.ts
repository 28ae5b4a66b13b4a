import type { Section } from '../section.js';

export const events: Section = {
  id: 'events',
  async look(query) {
    const rows = await query(`
      SELECT type, coalesce(name, '') AS name, count(*) AS events, count(DISTINCT person) AS users
      FROM events GROUP BY ALL ORDER BY events DESC, type, name LIMIT 20`);
    const [{ total = 0 } = {}] = await query('SELECT count(*) AS total FROM events');
    return {
      id: 'events',
      title: 'Events',
      text: 'What is sent, the most frequent first.',
      columns: [
        { title: 'event', kind: 'text' },
        { title: 'type', kind: 'text' },
        { title: 'events', kind: 'count' },
        { title: 'of all', kind: 'share' },
        { title: 'users', kind: 'count' },
      ],
      rows: rows.map(({ type, name, events, users }) => [
        name === '' ? String(type) : String(name),
        String(type),
        Number(events),
        Number(events) / Number(total),
        Number(users),
      ]),
      plot: { kind: 'bars', label: 0, values: [3], below: 'share of events' },
    };
  },
};
