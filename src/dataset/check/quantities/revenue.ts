import type { Quantity } from '../quantity.js';
import { Sample } from '../sample.js';
import { ByKey } from '../tally.js';
import { distributionFindings } from '../tolerance.js';

export const revenue: Quantity = {
  id: 'revenue',
  title: 'the worth of each conversion',
  collect({ population }) {
    const worth = new ByKey(() => new Sample());
    return {
      add(_user, paths) {
        for (const { journey, events } of paths) {
          for (const { state, isConversion, revenue } of events) {
            if (isConversion && revenue !== undefined) worth.of(`${journey}/${state}`).add(revenue);
          }
        }
      },
      findings: () =>
        [...population.journeys.values()].flatMap((journey) =>
          [...journey.states.values()].flatMap(({ name: state, event }) => {
            const { value } = event?.properties.find(({ name }) => name === event.conversion?.revenueProperty) ?? {};
            if (value?.kind !== 'number') return [];
            return distributionFindings(
              `${journey.name}: ${event?.conversion?.revenueProperty} of ${state}`,
              'number',
              value.distribution,
              worth.of(`${journey.name}/${state}`),
              10 ** -value.decimals,
            );
          }),
        ),
    };
  },
};
