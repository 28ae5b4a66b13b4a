import type { Section } from '../section.js';

export const devices: Section = {
  id: 'devices',
  async look(query) {
    const rows = await query(`
      SELECT device_kind, count(DISTINCT device_id) AS devices, count(DISTINCT (device_id, session_id)) AS sessions,
        count(*) AS events FROM events GROUP BY device_kind ORDER BY sessions DESC, device_kind`);
    const total = rows.reduce((sum, { sessions }) => sum + Number(sessions), 0);
    return {
      id: 'devices',
      title: 'Devices',
      text: 'On what sessions happen.',
      columns: [
        { title: 'kind', kind: 'text' },
        { title: 'devices', kind: 'count' },
        { title: 'sessions', kind: 'count' },
        { title: 'of all', kind: 'share' },
        { title: 'events', kind: 'count' },
      ],
      rows: rows.map(({ device_kind, devices, sessions, events }) => [
        String(device_kind),
        Number(devices),
        Number(sessions),
        Number(sessions) / total,
        Number(events),
      ]),
      plot: { kind: 'bars', label: 0, values: [3], below: 'share of sessions' },
    };
  },
};
