import { reachOf, seenJourney } from '../journey-chain.js';
import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { shareFinding } from '../tolerance.js';

export const funnel: Quantity = {
  id: 'funnel',
  title: 'the share of visits that come to each state at least once, by journey',
  collect({ population }) {
    const reached = new ByKey(() => new Tally());
    const visits = new Tally();
    return {
      add(_user, paths) {
        for (const { journey, events } of paths) {
          visits.add(journey);
          for (const state of new Set(events.map((event) => event.state))) reached.of(journey).add(state);
        }
      },
      findings: () =>
        [...population.journeys.values()].flatMap((journey) =>
          [...reachOf(seenJourney(journey, population.dirt.lost.share))].map(([state, chance]) =>
            shareFinding(
              `${journey.name}: visits that come to ${state}`,
              chance,
              reached.of(journey.name).of(state),
              visits.of(journey.name),
            ),
          ),
        ),
    };
  },
};
