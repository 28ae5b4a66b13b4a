import { Presences } from '../presence.js';
import type { Quantity } from '../quantity.js';
import { Sample } from '../sample.js';
import { ByKey } from '../tally.js';
import { meanFinding, shareFinding } from '../tolerance.js';

interface Counts {
  users: number;
  newcomers: number;
  away: number;
  /** How many were to be expected to be away. */
  expectedAway: number;
}

/** How users come and go: who arrives during the dataset, when, and who has left by its end. */
export const arrivals: Quantity = {
  id: 'arrivals',
  title: 'who arrives, on which day, and who has left at the end, by cohort',
  collect(facts) {
    const presences = new Presences(facts);
    const counts = new ByKey((): Counts => ({ users: 0, newcomers: 0, away: 0, expectedAway: 0 }));
    const arrivalDays = new ByKey(() => new Sample());
    return {
      add(data) {
        const { cohort, churnedMs } = data.user;
        const { isNewcomer, arrivalDay, awayChance } = presences.of(data);
        const count = counts.of(cohort);
        count.users += 1;
        count.expectedAway += awayChance;
        if (churnedMs !== undefined) count.away += 1;
        if (!isNewcomer) return;
        count.newcomers += 1;
        arrivalDays.of(cohort).add(arrivalDay);
      },
      findings: () =>
        facts.population.cohorts.flatMap(({ name, newcomers, growthPerDay }) => {
          const { users, newcomers: arrived, away, expectedAway } = counts.of(name);
          const { mean, variance } = growth(growthPerDay, facts.days);
          return [
            shareFinding(`${name}: users who arrive during the dataset`, newcomers, arrived, users),
            ...(newcomers === 0
              ? []
              : [meanFinding(`${name}: day of the arrival`, 'number', mean, arrivalDays.of(name), variance)]),
            shareFinding(
              `${name}: users who have left by the end`,
              users === 0 ? 0 : expectedAway / users,
              away,
              users,
            ),
          ];
        }),
    };
  },
};

/** Of the day on which somebody arrives, when each day has so many times the arrivals of the day before. */
function growth(perDay: number, days: number): { readonly mean: number; readonly variance: number } {
  const weights = Array.from({ length: days }, (_, day) => (1 + perDay) ** day);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = weights.reduce((sum, weight, day) => sum + weight * day, 0) / total;
  return { mean, variance: weights.reduce((sum, weight, day) => sum + weight * (day - mean) ** 2, 0) / total };
}
