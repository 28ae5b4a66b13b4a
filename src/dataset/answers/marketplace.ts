import { formatCell, shortDuration } from '../../sight/format.js';
import type { Answer, AnswerPart } from './answer.js';
import { leastWrong, type TimeoutOutcome, Timeouts, wrong } from './timeouts.js';
import { candidatesMs, timeoutsPlot } from './timeouts-part.js';

const defaultMs = 1_800_000;

export const marketplace: Answer = {
  population: 'marketplace',
  users: 4000,
  days: 21,
  inquire({ cohorts }) {
    const groups = new Map(cohorts.map(({ name }) => [name, new Timeouts(candidatesMs)]));
    const own = new Map(cohorts.map(({ name, timeoutMs }) => [name, timeoutMs ?? defaultMs]));
    return {
      add(user) {
        if (!user.user.isBot) groups.get(user.user.cohort)?.add(user);
      },
      answer: () => [answer(groups, own)],
    };
  },
};

function answer(groups: ReadonlyMap<string, Timeouts>, own: ReadonlyMap<string, number>): AnswerPart {
  const found = new Map(
    [...groups].map(([name, timeouts]) => [name, { visits: timeouts.visits, outcomes: timeouts.outcomes() }] as const),
  );
  const all = [...found.values()];
  const visits = all.reduce((sum, group) => sum + group.visits, 0);
  const common = leastWrong(
    candidatesMs.map((timeoutMs, index): TimeoutOutcome => {
      const each = all.map(({ outcomes }) => outcomes[index]);
      const total = (key: 'sessions' | 'cut' | 'joined'): number =>
        each.reduce((sum, one) => sum + (one?.[key] ?? 0), 0);
      return { timeoutMs, sessions: total('sessions'), cut: total('cut'), joined: total('joined') };
    }),
  );
  const rows = [...found].flatMap(([name, { visits, outcomes }]) => {
    const best = leastWrong(outcomes);
    const of = (timeoutMs: number) => outcomes.find((each) => each.timeoutMs === timeoutMs) ?? best;
    const row = (what: string, each: TimeoutOutcome) =>
      [`${name}, ${what}`, each.timeoutMs, each.cut / visits, each.joined / visits, wrong(each) / visits] as const;
    return [
      row('as configured', of(own.get(name) ?? 0)),
      row('the default of the web', of(defaultMs)),
      row('best for them alone', best),
      row('best for all together', of(common.timeoutMs)),
    ];
  });
  const bests = [...found].map(([name, { outcomes }]) => `${name} ${shortDuration(leastWrong(outcomes).timeoutMs)}`);
  const description = `The timeout that is wrong least often: ${bests.join(', ')}`;
  const atDefault = [...found].map(([name, { visits, outcomes }]) => {
    const outcome = outcomes.find(({ timeoutMs }) => timeoutMs === defaultMs) ?? leastWrong(outcomes);
    return `${name} ${formatCell(outcome.cut / visits, 'share')}`;
  });
  return {
    title: 'What one common timeout does to each',
    text: [
      `${description}. One timeout for all ${formatCell(visits, 'count')} visits would be ${shortDuration(common.timeoutMs)}. The 30 minutes that are the default of the web cut many visits of those who pause within one: ${atDefault.join(', ')}. A longer timeout joins visits instead, and only of those who come back within hours.`,
    ],
    columns: [
      { title: 'who, and which timeout', kind: 'text' },
      { title: 'timeout', kind: 'duration' },
      { title: 'visits cut', kind: 'share' },
      { title: 'visits joined', kind: 'share' },
      { title: 'wrong', kind: 'share' },
    ],
    rows,
    plot: {
      name: 'wrong',
      alternative: description,
      svg: timeoutsPlot('visits that are cut or joined', found, 'wrong', description),
    },
  };
}
