import { exit } from '../../population.js';
import { seenJourney } from '../journey-chain.js';
import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

export const transitions: Quantity = {
  id: 'transitions',
  title: 'the share of each next state after each state, by journey, as the events show it',
  collect({ population }) {
    const journeys = new ByKey(() => new ByKey(() => new Tally()));
    return {
      add(_user, paths) {
        for (const { journey, events } of paths) {
          const states = journeys.of(journey);
          for (const [index, { state }] of events.entries()) states.of(state).add(events[index + 1]?.state ?? exit);
        }
      },
      findings: () =>
        [...population.journeys.values()].flatMap((journey) =>
          [...seenJourney(journey, population.dirt.lost.share).next].flatMap(([state, next]) =>
            sharesFindings(
              (target) => `${journey.name}: from ${state} to ${target}`,
              next,
              journeys.of(journey.name).of(state).counts,
            ),
          ),
        ),
    };
  },
};
