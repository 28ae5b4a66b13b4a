import type { EventRow } from '../../rows.js';
import type { Quantity } from '../quantity.js';
import { ByKey } from '../tally.js';
import { noneFinding, shareFinding } from '../tolerance.js';
import { byTrueTime } from '../visit-path.js';

interface Counts {
  afterLogOut: number;
  another: number;
}

/**
 * Who is known when. Where something was lost, a log-out may be, so that only users are looked at of whom everything has
 * arrived; and no faulty SDKs, nor devices that two people share in any case.
 */
export const identity: Quantity = {
  id: 'identity',
  title: 'whether users stay known from their identification to their log-out, and who comes after that',
  collect({ population }) {
    const logsOut = new Set(
      [...population.journeys.values()].flatMap(({ states }) =>
        [...states.values()].filter((state) => state.logsOut).map(({ name }) => name),
      ),
    );
    const counts = new ByKey((): Counts => ({ afterLogOut: 0, another: 0 }));
    let forgotten = 0;
    let known = 0;
    return {
      add({ user, events, visits, lost }) {
        if (lost > 0 || user.isBot) return;
        for (const device of byDevice(events)) {
          let userId: string | undefined;
          let isLoggedOut = false;
          let visit = -1;
          for (const event of device) {
            if (event.visit !== visit) {
              visit = event.visit;
              if (isLoggedOut) {
                const count = counts.of(user.cohort);
                count.afterLogOut += 1;
                if (visits[visit]?.person !== user.person) count.another += 1;
              }
            }
            if (event.type === 'identify') {
              userId = event.userId;
              isLoggedOut = false;
            } else {
              known += 1;
              if (event.userId !== userId) forgotten += 1;
            }
            if (event.type !== 'identify' && logsOut.has(event.state)) {
              userId = undefined;
              isLoggedOut = true;
            }
          }
        }
      },
      findings: () => [
        noneFinding('events with another user id than the last identify has given', forgotten, known),
        ...population.cohorts.flatMap(({ name, anotherUser }) => {
          const { another, afterLogOut } = counts.of(name);
          const what = `${name}: visits after a log-out that are another user's`;
          const isAsked = anotherUser > 0 || afterLogOut > 0;
          return isAsked ? [shareFinding(what, anotherUser, another, afterLogOut)] : [];
        }),
      ],
    };
  },
};

/** The events of each device in true order, of devices with a correct SDK that nobody shares. */
function byDevice(events: readonly EventRow[]): EventRow[][] {
  const devices = new ByKey((): EventRow[] => []);
  for (const event of events) {
    const { duplicate, faultySdk, sharedDevice } = event.dirt;
    if (!duplicate && !faultySdk && !sharedDevice) devices.of(event.deviceId).push(event);
  }
  return [...devices.all.values()].map((device) => device.sort(byTrueTime));
}
