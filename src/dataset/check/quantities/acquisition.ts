import { direct } from '../../population.js';
import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

export const acquisition: Quantity = {
  id: 'acquisition',
  title: 'the share of visits that each campaign brings, by cohort',
  collect({ population }) {
    const visits = new ByKey(() => new Tally());
    return {
      add({ user, visits: made }) {
        if (user.isBot) return;
        for (const { campaign } of made) visits.of(user.cohort).add(campaign ?? direct);
      },
      findings: () =>
        population.cohorts.flatMap(({ name: cohort, acquisition }) =>
          sharesFindings((campaign) => `${cohort}: visits from ${campaign}`, acquisition, visits.of(cohort).counts),
        ),
    };
  },
};
