import { formatCell } from '../../../sight/format.js';
import type { Section } from '../section.js';

/** How what people meant and what the rule made of it relate: the ground truth that no export has. */
export const visits: Section = {
  id: 'visits',
  async look(query) {
    const [row = {}] = await query(`
      WITH parts AS (SELECT visit_id, count(*) AS parts FROM visit_sessions GROUP BY visit_id),
      joins AS (SELECT device_id, session_id, count(DISTINCT visit_id) AS visits FROM visit_sessions GROUP BY ALL),
      alone AS (
        SELECT count(*) AS alone FROM visit_sessions JOIN parts USING (visit_id) JOIN joins USING (device_id, session_id)
        WHERE parts = 1 AND visits = 1)
      SELECT (SELECT alone FROM alone) AS alone,
        (SELECT count(*) FROM parts WHERE parts > 1) AS torn, (SELECT count(*) FROM parts) AS visits,
        (SELECT count(*) FROM joins WHERE visits > 1) AS merged, (SELECT count(*) FROM joins) AS sessions`);
    const value = (name: string): number => Number(row[name] ?? 0);
    return {
      id: 'visits',
      title: 'Sessions against visits',
      text: `A visit is what a person meant, a session what the rule made of it. ${formatCell(value('alone') / value('visits'), 'share')} of the visits are exactly one session.`,
      columns: [
        { title: 'what', kind: 'text' },
        { title: 'count', kind: 'count' },
        { title: 'share', kind: 'share' },
      ],
      rows: [
        ['visits that are one session, and it no other visit', value('alone'), value('alone') / value('visits')],
        ['visits that the rule cuts into several sessions', value('torn'), value('torn') / value('visits')],
        ['sessions that join several visits', value('merged'), value('merged') / value('sessions')],
      ],
      plot: undefined,
    };
  },
};
