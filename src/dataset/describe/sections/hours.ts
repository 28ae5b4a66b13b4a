import { formatCell } from '../../../sight/format.js';
import { LocalTime } from '../../../time/local-time.js';
import type { Section } from '../section.js';

export const hours: Section = {
  id: 'hours',
  async look(query) {
    // Zones differ by quarters of an hour; what the clock shows in each is asked for here, not in the database.
    const rows = await query(`
      SELECT time_zone, start_ms // 900000 AS quarter, count(*) AS sessions
      FROM sessions JOIN users USING (person) GROUP BY ALL`);
    const local = new LocalTime();
    const counts = new Array<number>(24).fill(0);
    for (const { time_zone, quarter, sessions } of rows) {
      const { hour } = local.at(Number(quarter) * 900_000, String(time_zone));
      counts[hour] = (counts[hour] ?? 0) + Number(sessions);
    }
    const total = counts.reduce((sum, count) => sum + count, 0);
    const peak = counts.indexOf(Math.max(...counts));
    return {
      id: 'hours',
      title: 'Sessions by hour of the day',
      text: `By the clock of the user. The fullest hour begins at ${peak}:00, with ${formatCell((counts[peak] ?? 0) / total, 'share')} of all sessions.`,
      columns: [
        { title: 'hour', kind: 'text' },
        { title: 'sessions', kind: 'count' },
        { title: 'share', kind: 'share' },
      ],
      rows: counts.map((count, hour) => [String(hour).padStart(2, '0'), count, count / total]),
      plot: { kind: 'columns', label: 0, values: [2], below: 'hour in which the session begins' },
    };
  },
};
