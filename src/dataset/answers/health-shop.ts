import { formatCell } from '../../sight/format.js';
import { barsPlot } from '../../sight/plots/bars.js';
import { direct } from '../population.js';
import type { EventRow } from '../rows.js';
import { afterDuration, afterPause, cut, eventsByDevice } from './activity.js';
import type { Answer, AnswerPart } from './answer.js';

const dayMs = 86_400_000;
const halfHourMs = 1_800_000;

/** Two rules for the same events. */
const rules = [
  { name: '30 minutes without an event', endsBefore: afterPause(halfHourMs) },
  { name: '24 hours', endsBefore: afterDuration(dayMs) },
] as const;

interface Rule {
  sessions: number;
  converting: number;
  checkouts: number;
  readonly affiliates: Map<string, Affiliate>;
}

interface Affiliate {
  sessions: number;
  checkouts: number;
  revenue: number;
}

export const healthShop: Answer = {
  population: 'health-shop',
  users: 4000,
  days: 30,
  inquire({ currency }) {
    const found = rules.map((): Rule => ({ sessions: 0, converting: 0, checkouts: 0, affiliates: new Map() }));
    return {
      add(user) {
        if (user.user.isBot) return;
        for (const events of eventsByDevice(user).values()) {
          for (const [index, { endsBefore }] of rules.entries()) {
            for (const session of cut(events, endsBefore)) addSession(found[index], session);
          }
        }
      },
      answer: () => [hidden(found), affiliates(found, currency)],
    };
  },
};

function addSession(rule: Rule | undefined, session: readonly EventRow[]): void {
  if (rule === undefined) return;
  const checkouts = session.filter(({ isConversion }) => isConversion);
  rule.sessions += 1;
  rule.checkouts += checkouts.length;
  if (checkouts.length > 0) rule.converting += 1;
  // A session belongs to the campaign that it begins with, as most tools have it.
  const name = session[0]?.campaign?.name ?? direct;
  const affiliate = rule.affiliates.get(name) ?? { sessions: 0, checkouts: 0, revenue: 0 };
  rule.affiliates.set(name, affiliate);
  affiliate.sessions += 1;
  affiliate.checkouts += checkouts.length;
  affiliate.revenue += checkouts.reduce((sum, { revenue }) => sum + (revenue ?? 0), 0);
}

function hidden(found: readonly Rule[]): AnswerPart {
  const rows = rules.map(({ name }, index) => {
    const { sessions = 0, converting = 0, checkouts = 0 } = found[index] ?? {};
    return { name, sessions, converting, hidden: checkouts - converting, share: (checkouts - converting) / checkouts };
  });
  const [short, day] = rows;
  const alternative = rows.map(({ name, share }) => `${name}: ${formatCell(share, 'share')}`).join(', ');
  return {
    title: 'Checkouts that "a session is 24 hours" hides',
    text: [
      `Whoever counts the sessions that convert sees one checkout for each, however many there were. When a session is 24 hours, ${formatCell(day?.share, 'share')} of all checkouts are hidden in this way; when it ends after 30 minutes without an event, ${formatCell(short?.share, 'share')}.`,
    ],
    columns: [
      { title: 'a session is', kind: 'text' },
      { title: 'sessions', kind: 'count' },
      { title: 'that convert', kind: 'count' },
      { title: 'checkouts hidden', kind: 'count' },
      { title: 'of all checkouts', kind: 'share' },
    ],
    rows: rows.map(({ name, sessions, converting, hidden, share }) => [name, sessions, converting, hidden, share]),
    plot: {
      name: 'hidden',
      alternative,
      svg: barsPlot(
        { title: 'share of checkouts that are hidden', description: alternative },
        rows.map(({ name, share }) => ({ label: name.replace(' without an event', ' idle'), value: share })),
        (value) => formatCell(value, 'share'),
      ),
    },
  };
}

function affiliates([short, day]: readonly Rule[], currency: string): AnswerPart {
  const names = [...(short?.affiliates.keys() ?? [])];
  const per = (rule: Rule | undefined, name: string): number => {
    const { sessions = 0, checkouts = 0 } = rule?.affiliates.get(name) ?? {};
    return checkouts / sessions;
  };
  const credited = (rule: Rule | undefined, name: string): number => rule?.affiliates.get(name)?.checkouts ?? 0;
  const rows = names
    .map((name) => {
      const { sessions = 0, revenue = 0 } = short?.affiliates.get(name) ?? {};
      return {
        name,
        sessions,
        per: per(short, name),
        worth: revenue / sessions,
        perDay: per(day, name),
        moved: credited(day, name) / credited(short, name) - 1,
      };
    })
    .sort((one, other) => other.per - one.per);
  const robbed = rows.reduce((worst, row) => (row.moved < worst.moved ? row : worst));
  const alternative = rows.map(({ name, per }) => `${name} ${formatCell(per, 'number')}`).join(', ');
  return {
    title: 'What each affiliate converts per session',
    text: [
      `A session belongs to the affiliate that it begins with. With sessions of a day the first affiliate of the day takes the checkouts of all that follow: ${robbed.name} is credited with ${formatCell(-robbed.moved, 'share')} fewer checkouts than it brings.`,
    ],
    columns: [
      { title: 'affiliate', kind: 'text' },
      { title: 'sessions', kind: 'count' },
      { title: 'checkouts per session', kind: 'number' },
      { title: `${currency} per session`, kind: 'money' },
      { title: 'per session of 24 hours', kind: 'number' },
      { title: 'credited then', kind: 'share' },
    ],
    rows: rows.map(({ name, sessions, per, worth, perDay, moved }) => [name, sessions, per, worth, perDay, moved]),
    plot: {
      name: 'affiliates',
      alternative,
      svg: barsPlot(
        { title: 'checkouts per session', description: alternative },
        rows.map(({ name, per }) => ({ label: name, value: per })),
        (value) => formatCell(value, 'number'),
      ),
    },
  };
}
