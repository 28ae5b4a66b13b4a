import { formatCell, shortDuration } from '../../sight/format.js';
import { linesPlot } from '../../sight/plots/lines.js';
import { LocalTime } from '../../time/local-time.js';
import type { Answer, AnswerPart } from './answer.js';
import { SharedComputer } from './shared-computer.js';
import { type TimeoutOutcome, Timeouts } from './timeouts.js';
import { candidatesMs, timeoutsPlot } from './timeouts-part.js';

const shownMs = [5, 10, 15, 20, 30, 60].map((minutes) => minutes * 60_000);

export const classroom: Answer = {
  population: 'classroom',
  users: 2000,
  days: 21,
  inquire({ cohorts }) {
    const local = new LocalTime();
    const hours = new Map(cohorts.map(({ name }) => [name, new Array<number>(24).fill(0)]));
    const breaks = new Map(cohorts.map(({ name }) => [name, new Timeouts(candidatesMs)]));
    const shared = new SharedComputer();
    return {
      add(user) {
        if (user.user.isBot) return;
        shared.add(user);
        const counts = hours.get(user.user.cohort) ?? [];
        for (const { startMs } of user.sessions) {
          const { hour } = local.at(startMs, user.user.timeZone);
          counts[hour] = (counts[hour] ?? 0) + 1;
        }
        breaks.get(user.user.cohort)?.add(user);
      },
      answer: () => [byHour(hours), byBreak(breaks), shared.answer()],
    };
  },
};

function byHour(hours: ReadonlyMap<string, readonly number[]>): AnswerPart {
  const shares = new Map(
    [...hours].map(([name, counts]) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      return [name, counts.map((count) => count / total)] as const;
    }),
  );
  const inSchool = [...shares].map(([name, each]) => {
    const share = each.slice(8, 15).reduce((sum, value) => sum + value, 0);
    return `${name} ${formatCell(share, 'share')}`;
  });
  const description = `Sessions that begin from 8 to 15 h: ${inSchool.join(', ')}`;
  const series = [...shares].map(([name, each]) => ({
    name,
    points: each.map((share, hour) => [hour, share] as const),
  }));
  return {
    title: 'Sessions per school hour',
    text: [`${description}. Students are there when the lesson is; teachers prepare it before, after and on Sunday.`],
    columns: [
      { title: 'hour', kind: 'text' },
      ...[...hours.keys()].map((name) => ({ title: `${name}, sessions`, kind: 'count' as const })),
    ],
    rows: Array.from({ length: 24 }, (_, hour) => [
      String(hour).padStart(2, '0'),
      ...[...hours.values()].map((counts) => counts[hour] ?? 0),
    ]),
    plot: {
      name: 'hours',
      alternative: description,
      svg: linesPlot({ title: 'share of the sessions of a day', description }, series, {
        below: 'hour of the day',
        marks: [0, 6, 12, 18, 23].map((hour) => [hour, String(hour)]),
        logarithmic: false,
        format: (share) => `${Math.round(share * 100)} %`,
      }),
    },
  };
}

function byBreak(breaks: ReadonlyMap<string, Timeouts>): AnswerPart {
  const found = new Map(
    [...breaks].map(([name, timeouts]) => [name, { visits: timeouts.visits, outcomes: timeouts.outcomes() }] as const),
  );
  const at = (outcomes: readonly TimeoutOutcome[], timeoutMs: number): TimeoutOutcome | undefined =>
    outcomes.find((each) => each.timeoutMs === timeoutMs);
  const told = [...found].map(([name, { visits, outcomes }]) => {
    const cut = (timeoutMs: number) => formatCell((at(outcomes, timeoutMs)?.cut ?? 0) / visits, 'share');
    return `${name} ${cut(600_000)} after ${shortDuration(600_000)}, ${cut(1_800_000)} after ${shortDuration(1_800_000)}`;
  });
  const description = `Visits that a timeout cuts: ${told.join('; ')}`;
  return {
    title: 'Breaks within a lesson',
    text: [
      `When the teacher explains, nobody touches a computer for five to twenty minutes, and the lesson goes on. ${description}.`,
    ],
    columns: [
      { title: 'timeout', kind: 'duration' },
      ...[...found.keys()].flatMap((name) => [
        { title: `${name}, cut`, kind: 'share' as const },
        { title: `${name}, joined`, kind: 'share' as const },
      ]),
    ],
    rows: shownMs.map((timeoutMs) => [
      timeoutMs,
      ...[...found.values()].flatMap(({ visits, outcomes }) => {
        const outcome = at(outcomes, timeoutMs);
        return [(outcome?.cut ?? 0) / visits, (outcome?.joined ?? 0) / visits];
      }),
    ]),
    plot: {
      name: 'breaks',
      alternative: description,
      svg: timeoutsPlot('visits that are cut or joined', found, 'wrong', description),
    },
  };
}
