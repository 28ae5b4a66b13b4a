import { exit } from '../../population.js';
import type { Quantity } from '../quantity.js';
import { Sample } from '../sample.js';
import { ByKey } from '../tally.js';
import { distributionFindings } from '../tolerance.js';

/** Pauses are whole milliseconds, and who has to be identified first makes the next event one later. */
const grainMs = 2;

/**
 * How long a visit stays in a state, of whole visits only: where an event was lost, two stays look like one. States
 * that may lead to one without an event are left out for the same reason.
 */
export const dwell: Quantity = {
  id: 'dwell',
  title: 'the time from each state to the next, by journey',
  collect({ population }) {
    const stays = new ByKey(() => new Sample());
    return {
      add(_user, paths) {
        for (const { journey, events, afterBoundary, isWhole } of paths) {
          if (!isWhole) continue;
          for (const [index, event] of events.entries()) {
            const next = events[index + 1];
            if (next === undefined || afterBoundary.has(next)) continue;
            stays.of(`${journey}/${event.state}`).add(next.trueTimestampMs - event.trueTimestampMs);
          }
        }
      },
      findings: () =>
        [...population.journeys.values()].flatMap((journey) =>
          [...journey.states.values()]
            .filter(
              ({ event, next }) =>
                event !== undefined &&
                [...next.keys()].every((name) => journey.states.get(name)?.event !== undefined || name === exit) &&
                [...next.keys()].some((name) => name !== exit),
            )
            .flatMap(({ name: state, dwell: configured }) =>
              distributionFindings(
                `${journey.name}: from ${state} to what is next`,
                'ms',
                configured,
                stays.of(`${journey.name}/${state}`),
                grainMs,
              ),
            ),
        ),
    };
  },
};
