import { formatCell } from '../../../sight/format.js';
import type { Section } from '../section.js';

/** More steps than this are no funnel any more. */
const most = 12;

export const funnel: Section = {
  id: 'funnel',
  async look(query) {
    const rows = await query(`
      SELECT name, count(DISTINCT (device_id, session_id)) AS sessions, max(is_conversion::INT) AS converts
      FROM events WHERE type <> 'identify' AND session_id IS NOT NULL GROUP BY name ORDER BY sessions DESC, name LIMIT ${most}`);
    const [{ total = 0 } = {}] = await query('SELECT count(*) AS total FROM sessions');
    const steps = rows.map(({ name, sessions, converts }) => ({
      name: `${String(name)}${Number(converts) > 0 ? ' *' : ''}`,
      sessions: Number(sessions),
    }));
    const last = rows.findLast(({ converts }) => Number(converts) > 0);
    const goal =
      last === undefined
        ? ''
        : ` ${formatCell(Number(last.sessions) / Number(total), 'share')} come to ${String(last.name)}.`;
    return {
      id: 'funnel',
      title: 'Funnel',
      text: `How many sessions have each event at least once; * marks a conversion.${goal}`,
      columns: [
        { title: 'event', kind: 'text' },
        { title: 'sessions', kind: 'count' },
        { title: 'of all', kind: 'share' },
        { title: 'of the step before', kind: 'share' },
      ],
      rows: steps.map(({ name, sessions }, index) => {
        const before = steps[index - 1];
        return [
          name,
          sessions,
          sessions / Number(total),
          before === undefined ? undefined : sessions / before.sessions,
        ];
      }),
      plot: { kind: 'bars', label: 0, values: [2], below: 'share of sessions' },
    };
  },
};
