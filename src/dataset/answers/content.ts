import { formatCell } from '../../sight/format.js';
import { barsPlot } from '../../sight/plots/bars.js';
import { direct } from '../population.js';
import type { Answer, AnswerPart } from './answer.js';

interface Reached {
  visits: number;
  second: number;
  signedUp: number;
}

const secondArticle = 'second-article';
const signedUp = 'signed-up';

export const content: Answer = {
  population: 'content',
  users: 6000,
  days: 30,
  inquire() {
    const byCampaign = new Map<string, Reached>();
    const byEntry = new Map<string, Reached>();
    return {
      add({ user, visits, events }) {
        if (user.isBot) return;
        const states = visits.map(() => new Set<string>());
        for (const event of events) states[event.visit]?.add(event.state);
        for (const [index, { campaign }] of visits.entries()) {
          const seen = states[index];
          if (seen === undefined || seen.size === 0) continue;
          count(byCampaign, campaign ?? direct, seen);
          count(byEntry, seen.has('landing') ? 'the landing page' : 'an article', seen);
        }
      },
      answer: () => [
        part('By the campaign that brings the visit', 'campaign', 'campaigns', byCampaign),
        part('By where the visit begins', 'begins with', 'entries', byEntry),
      ],
    };
  },
};

function count(groups: Map<string, Reached>, name: string, seen: ReadonlySet<string>): void {
  const group = groups.get(name) ?? { visits: 0, second: 0, signedUp: 0 };
  groups.set(name, group);
  group.visits += 1;
  if (seen.has(secondArticle)) group.second += 1;
  if (seen.has(signedUp)) group.signedUp += 1;
}

function part(title: string, column: string, name: string, groups: ReadonlyMap<string, Reached>): AnswerPart {
  const rows = [...groups]
    .map(([group, { visits, second, signedUp }]) => ({
      group,
      visits,
      second: second / visits,
      signedUp: signedUp / visits,
    }))
    .sort((one, other) => other.second - one.second);
  const [best] = rows;
  const last = rows.at(-1);
  const alternative = rows.map(({ group, second }) => `${group} ${formatCell(second, 'share')}`).join(', ');
  return {
    title,
    text: [
      `Of the visits from ${best?.group}, ${formatCell(best?.second, 'share')} come to a second article, and of those from ${last?.group} ${formatCell(last?.second, 'share')}; ${formatCell(best?.signedUp, 'share')} and ${formatCell(last?.signedUp, 'share')} sign up.`,
    ],
    columns: [
      { title: column, kind: 'text' },
      { title: 'visits', kind: 'count' },
      { title: 'second article', kind: 'share' },
      { title: 'sign-up', kind: 'share' },
    ],
    rows: rows.map(({ group, visits, second, signedUp }) => [group, visits, second, signedUp]),
    plot: {
      name,
      alternative,
      svg: barsPlot(
        { title: 'share of visits that come to a second article', description: alternative },
        rows.map(({ group, second }) => ({ label: group, value: second })),
        (value) => formatCell(value, 'share'),
      ),
    },
  };
}
