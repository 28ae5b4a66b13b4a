import type { Quantity } from '../quantity.js';
import { Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

export const cohorts: Quantity = {
  id: 'cohorts',
  title: 'the share of users in each cohort',
  collect({ population }) {
    const users = new Tally();
    return {
      add: ({ user }) => users.add(user.cohort),
      findings: () =>
        sharesFindings(
          (name) => `users in the cohort ${name}`,
          new Map(population.cohorts.map(({ name, share }) => [name, share])),
          users.counts,
        ),
    };
  },
};
