import { LocalTime } from '../../local-time.js';
import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

export const hours: Quantity = {
  id: 'hours',
  title: 'the share of visits that begin in each hour of the user, by cohort',
  collect({ population }) {
    const local = new LocalTime();
    const visits = new ByKey(() => new Tally());
    return {
      add({ user, visits: made }) {
        if (user.isBot) return;
        for (const { startMs } of made) visits.of(user.cohort).add(String(local.at(startMs, user.timeZone).hour));
      },
      findings: () =>
        population.cohorts.flatMap(({ name, hours: weights }) =>
          sharesFindings(
            (hour) => `${name}: visits that begin at ${hour.padStart(2, '0')} h`,
            new Map(weights.map((weight, hour) => [String(hour), weight])),
            visits.of(name).counts,
          ),
        ),
    };
  },
};
