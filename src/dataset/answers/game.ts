import { formatCell, shortDuration } from '../../sight/format.js';
import type { Answer } from './answer.js';
import { leastWrong, Timeouts, wrong } from './timeouts.js';
import { candidatesMs, timeoutsPlot } from './timeouts-part.js';

/** Those that are worth a line in the table. */
const shownMs = [1, 2, 5, 10, 15, 20, 30, 60, 120].map((minutes) => minutes * 60_000);

export const game: Answer = {
  population: 'game',
  users: 1200,
  days: 21,
  inquire() {
    const timeouts = new Timeouts(candidatesMs);
    return {
      add(user) {
        if (!user.user.isBot) timeouts.add(user);
      },
      answer() {
        const outcomes = timeouts.outcomes();
        const { visits } = timeouts;
        const best = leastWrong(outcomes);
        const of = (timeoutMs: number) => outcomes.find((each) => each.timeoutMs === timeoutMs) ?? best;
        const half = of(1_800_000);
        const description = `${shortDuration(best.timeoutMs)} cuts and joins the fewest visits`;
        const groups = new Map([['all players', { visits, outcomes }]]);
        return [
          {
            title: 'Sessions as a function of the timeout',
            text: [
              `Every player meant ${formatCell(visits, 'count')} visits in all. A short timeout makes several sessions of one visit, whenever a round takes long or the phone rings; the curve falls steeply there, bends, and is nearly flat where only pauses between visits are left.`,
            ],
            columns: [
              { title: 'timeout', kind: 'duration' },
              { title: 'sessions', kind: 'count' },
              { title: 'for each visit', kind: 'number' },
              { title: 'visits cut', kind: 'share' },
              { title: 'visits joined', kind: 'share' },
            ],
            rows: shownMs.map((timeoutMs) => {
              const { sessions, cut, joined } = of(timeoutMs);
              return [timeoutMs, sessions, sessions / visits, cut / visits, joined / visits];
            }),
            plot: {
              name: 'sessions',
              alternative: description,
              svg: timeoutsPlot('sessions in per cent of the visits', groups, 'sessions', description),
            },
          },
          {
            title: 'Which timeout fits',
            text: [
              `With ground truth one can count what goes wrong: visits that are cut, and visits that are joined to the one before. ${shortDuration(best.timeoutMs)} is wrong least often, about ${formatCell(wrong(best) / visits, 'share')} of the visits; the 30 minutes of the web are wrong about ${formatCell(wrong(half) / visits, 'share')}.`,
            ],
            columns: [
              { title: 'timeout', kind: 'duration' },
              { title: 'visits cut', kind: 'count' },
              { title: 'visits joined', kind: 'count' },
              { title: 'wrong', kind: 'share' },
            ],
            rows: [of(60_000), best, half].map((each) => [each.timeoutMs, each.cut, each.joined, wrong(each) / visits]),
            plot: {
              name: 'wrong',
              alternative: description,
              svg: timeoutsPlot('visits that are cut or joined', groups, 'wrong', description),
            },
          },
        ];
      },
    };
  },
};
