import { LocalTime } from '../../../time/local-time.js';
import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

/**
 * The rhythm of the day. Around a change of the clocks an hour is missing or there twice, and nothing is counted. A visit
 * that had to wait for the one before has moved, at most from its own hour; the tolerance grows by as many as have.
 */
export const hours: Quantity = {
  id: 'hours',
  title: 'the share of visits that begin in each hour of the user, by cohort',
  collect({ population }) {
    const local = new LocalTime();
    const visits = new ByKey(() => new Tally());
    const moved = new ByKey(() => new Tally());
    return {
      add({ user, visits: made }) {
        if (user.isBot) return;
        for (const [index, { startMs }] of made.entries()) {
          if (local.isNearChange(startMs, user.timeZone)) continue;
          const { hour } = local.at(startMs, user.timeZone);
          visits.of(user.cohort).add(String(hour));
          if (startMs === (made[index - 1]?.endMs ?? 0) + 1) moved.of(user.cohort).add(String(hour));
        }
      },
      findings: () =>
        population.cohorts.flatMap(({ name, hours: weights }) =>
          sharesFindings(
            (hour) => `${name}: visits that begin at ${hour.padStart(2, '0')} h`,
            new Map(weights.map((weight, hour) => [String(hour), weight])),
            visits.of(name).counts,
            (hour) => moved.of(name).of(hour) + moved.of(name).of(String((Number(hour) + 1) % 24)),
          ),
        ),
    };
  },
};
