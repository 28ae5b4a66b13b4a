import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

export const journeys: Quantity = {
  id: 'journeys',
  title: 'the share of visits that take each journey, by cohort',
  collect({ population }) {
    const visits = new ByKey(() => new Tally());
    return {
      add({ user, visits: made }) {
        if (user.isBot) return;
        for (const { journey } of made) visits.of(user.cohort).add(journey);
      },
      findings: () =>
        population.cohorts.flatMap(({ name: cohort, journeys }) =>
          sharesFindings((journey) => `${cohort}: visits that take ${journey}`, journeys, visits.of(cohort).counts),
        ),
    };
  },
};
