import type { Section } from '../section.js';

/** The label columns of the events, and what each means. */
const labels = {
  late: 'arrived late',
  duplicate: 'are duplicates',
  reordered: 'overtook another',
  skewed_clock: 'come from a device whose clock is wrong',
  jumped_clock: 'follow a jump of the clock',
  bot: 'are made by a bot',
  missing_id: 'lack their anonymous id',
  after_crash: 'follow a crash',
  shared_device: 'come from a device of two people',
  faulty_sdk: 'come from a faulty SDK',
  boundary_gap: 'follow a pause around the timeout',
};

export const dirt: Section = {
  id: 'dirt',
  async look(query) {
    const sums = Object.keys(labels).map((label) => `sum(${label}::INT) AS ${label}`);
    const [row = {}] = await query(`SELECT count(*) AS total, ${sums.join(', ')} FROM events`);
    const total = Number(row.total ?? 0);
    return {
      id: 'dirt',
      title: 'Dirt',
      text: 'What was spoilt on purpose, and is labelled: events that …',
      columns: [
        { title: 'events that', kind: 'text' },
        { title: 'events', kind: 'count' },
        { title: 'of all', kind: 'share' },
      ],
      rows: Object.entries(labels).map(([label, meaning]) => {
        const count = Number(row[label] ?? 0);
        return [meaning, count, total === 0 ? undefined : count / total];
      }),
      plot: undefined,
    };
  },
};
