import { meanOf } from '../distribution-facts.js';
import { Presences } from '../presence.js';
import type { Quantity } from '../quantity.js';
import { Ratio } from '../ratio.js';

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * How many visits a user makes on a day on which one is there, and by how much more on which weekday. The visits of one
 * user are alike, so that each user is one observation.
 */
export const visits: Quantity = {
  id: 'visits',
  title: 'visits per user and day, and on each weekday for one on the average day',
  collect(facts) {
    const presences = new Presences(facts);
    const cohorts = facts.population.cohorts.map((cohort) => {
      const total = cohort.weekdays.reduce((sum, weight) => sum + weight, 0);
      const rhythm = cohort.weekdays.map((weight) => (7 * weight) / total);
      const mean = meanOf(cohort.visitsPerDay);
      return {
        name: cohort.name,
        mean,
        rhythm,
        rate: new Ratio(mean),
        weekdays: rhythm.map((each) => new Ratio(each * mean)),
      };
    });
    return {
      add(data) {
        const { user, visits: made } = data;
        const cohort = cohorts.find(({ name }) => name === user.cohort);
        if (user.isBot || cohort === undefined) return;
        const { expected, isNewcomer, arrivalDay } = presences.of(data);
        const counts = new Array<number>(7).fill(0);
        for (const { startMs } of made) {
          const { day, weekday } = presences.dayOf(startMs, user.timeZone);
          if (!isNewcomer || day !== arrivalDay) counts[weekday] = (counts[weekday] ?? 0) + 1;
        }
        const days = new Array<number>(7).fill(0);
        for (const { weekday, chance } of expected) days[weekday] = (days[weekday] ?? 0) + chance;
        const weighted = days.reduce((sum, each, weekday) => sum + each * (cohort.rhythm[weekday] ?? 0), 0);
        cohort.rate.add(
          counts.reduce((sum, count) => sum + count, 0),
          weighted,
        );
        for (const [weekday, ratio] of cohort.weekdays.entries()) ratio.add(counts[weekday] ?? 0, days[weekday] ?? 0);
      },
      findings: () =>
        cohorts.flatMap(({ name, mean, rate, weekdays }) => [
          rate.finding(`${name}: visits per user and day`),
          ...weekdays.map((ratio, weekday) =>
            ratio.finding(`${name}: visits on a ${weekdayNames[weekday]}, for one on any day`, mean),
          ),
        ]),
    };
  },
};
