import { exit } from '../../population.js';
import { seenJourney } from '../journey-chain.js';
import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

export const entry: Quantity = {
  id: 'entry',
  title: 'the share of visits that begin in each state, by journey',
  collect({ population }) {
    const first = new ByKey(() => new Tally());
    return {
      add(_user, paths) {
        for (const { journey, events } of paths) {
          first.of(journey).add(events[0]?.state ?? exit);
        }
      },
      findings: () =>
        [...population.journeys.values()].flatMap((journey) =>
          sharesFindings(
            (state) => `${journey.name}: visits that ${state === exit ? 'leave no event' : `begin with ${state}`}`,
            seenJourney(journey, population.dirt.lost.share).entry,
            first.of(journey.name).counts,
          ),
        ),
    };
  },
};
