import { formatCell } from '../../../sight/format.js';
import type { Section } from '../section.js';

export const overview: Section = {
  id: 'overview',
  async look(query, { currency }) {
    const [row = {}] = await query(`
      SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM events) AS events,
        (SELECT count(DISTINCT device_id) FROM events) AS devices, (SELECT count(*) FROM visits) AS visits,
        count(*) AS sessions, avg(CASE WHEN events <= 1 THEN 1.0 ELSE 0 END) AS bounce,
        sum(conversions) AS conversions, avg(CASE WHEN conversions > 0 THEN 1.0 ELSE 0 END) AS converting,
        sum(revenue) AS revenue
      FROM sessions`);
    const value = (name: string): number => Number(row[name] ?? 0);
    const per = (part: string, whole: string): number => (value(whole) === 0 ? Number.NaN : value(part) / value(whole));
    return {
      id: 'overview',
      title: 'Overview',
      text: `${formatCell(value('users'), 'count')} people made ${formatCell(value('events'), 'count')} events in ${formatCell(value('sessions'), 'count')} sessions.`,
      columns: [
        { title: 'what', kind: 'text' },
        { title: 'value', kind: 'text' },
      ],
      rows: [
        ['users', formatCell(value('users'), 'count')],
        ['devices', formatCell(value('devices'), 'count')],
        ['visits, as they were meant', formatCell(value('visits'), 'count')],
        ['sessions, as the rule cuts them', formatCell(value('sessions'), 'count')],
        ['events', formatCell(value('events'), 'count')],
        ['sessions per user', formatCell(per('sessions', 'users'), 'number')],
        ['events per session', formatCell(per('events', 'sessions'), 'number')],
        ['bounce: sessions of a single event', formatCell(value('bounce'), 'share')],
        ['conversions', formatCell(value('conversions'), 'count')],
        ['sessions that convert', formatCell(value('converting'), 'share')],
        [`revenue, ${currency}`, formatCell(value('revenue'), 'money')],
        [`revenue per session, ${currency}`, formatCell(per('revenue', 'sessions'), 'money')],
      ],
      plot: undefined,
    };
  },
};
