import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

export const properties: Quantity = {
  id: 'properties',
  title: 'the share of each value of a property that is chosen among several',
  collect({ population }) {
    const values = new ByKey(() => new Tally());
    return {
      add(_user, paths) {
        for (const { journey, events } of paths) {
          for (const event of events) {
            for (const [name, value] of event.properties) {
              if (typeof value === 'string') values.of(`${journey}/${event.state}/${name}`).add(value);
            }
          }
        }
      },
      findings: () =>
        [...population.journeys.values()].flatMap((journey) =>
          [...journey.states.values()].flatMap(({ name: state, event }) =>
            (event?.properties ?? []).flatMap(({ name, value }) =>
              value.kind !== 'choice'
                ? []
                : sharesFindings(
                    (chosen) => `${journey.name}: ${name} of ${state} is ${chosen}`,
                    value.shares,
                    values.of(`${journey.name}/${state}/${name}`).counts,
                  ),
            ),
          ),
        ),
    };
  },
};
