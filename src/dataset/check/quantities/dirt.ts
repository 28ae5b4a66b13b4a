import type { Dirt } from '../../population.js';
import type { DirtLabels, EventRow, UserData } from '../../rows.js';
import { messageNumber } from '../message-number.js';
import type { Quantity } from '../quantity.js';
import { shareFinding } from '../tolerance.js';
import { byTrueTime, type VisitPath } from '../visit-path.js';

/** How often a dial could have spoilt something in what a user did, and how often it has. */
interface Spoilt {
  hits: number;
  of: number;
}

/** @param sent the events that arrived, without duplicates */
type Count = (user: UserData, sent: readonly EventRow[], paths: readonly VisitPath[]) => Spoilt;

/** What each dial spoils, and where that is seen. */
const dials: Readonly<Record<keyof Dirt, { readonly what: string; readonly count: Count }>> = {
  late: { what: 'events that arrived late', count: (_, sent) => labelled(sent, 'late') },
  duplicated: {
    what: 'events that were duplicated',
    count: ({ events }, sent) => ({ hits: events.length - sent.length, of: sent.length }),
  },
  reordered: {
    what: 'events that the next one overtook',
    // The last of a visit has no next one.
    count: ({ visits }, sent) =>
      labelled(
        sent.filter((event) => messageNumber(event) + 1 < (visits[event.visit]?.events ?? 0)),
        'reordered',
      ),
  },
  skewedClock: { what: 'devices whose clock is wrong', count: (_, sent) => devices(sent, 'skewedClock') },
  jumpingClock: { what: 'visits in which the clock jumps', count: (_, sent) => beginning(sent, 'jumpedClock') },
  bots: { what: 'users that are bots', count: ({ user }) => ({ hits: user.isBot ? 1 : 0, of: 1 }) },
  lost: { what: 'events that were lost', count: ({ lost }, sent) => ({ hits: lost, of: lost + sent.length }) },
  missingId: { what: 'events that lack their id', count: (_, sent) => labelled(sent, 'missingId') },
  crashes: { what: 'visits with a crash', count: (_, sent) => beginning(sent, 'afterCrash') },
  sharedDevice: {
    what: 'users whose first device is shared',
    count: (_, sent) => {
      const first = sent.find(({ deviceId }) => deviceId.endsWith('-1'));
      return { hits: first?.dirt.sharedDevice === true ? 1 : 0, of: first === undefined ? 0 : 1 };
    },
  },
  fault: { what: 'devices with a faulty SDK', count: (_, sent) => devices(sent, 'faultySdk') },
  boundaryGaps: {
    what: 'pauses at the boundary of the timeout',
    count: (_user, _sent, paths) => {
      const whole = paths.filter(({ isWhole, events }) => isWhole && events.length > 0);
      return {
        hits: whole.reduce((sum, { afterBoundary }) => sum + afterBoundary.size, 0),
        of: whole.reduce((sum, { events }) => sum + events.length - 1, 0),
      };
    },
  },
};

export const dirt: Quantity = {
  id: 'dirt',
  title: 'how much each dial spoils',
  collect({ population }) {
    const entries = Object.entries(dials).map(([name, dial]) => ({
      name: name as keyof Dirt,
      ...dial,
      total: { hits: 0, of: 0 },
    }));
    return {
      add(user, paths) {
        const sent = user.events.filter(({ dirt }) => !dirt.duplicate);
        for (const { count, total } of entries) {
          const { hits, of } = count(user, sent, paths);
          total.hits += hits;
          total.of += of;
        }
      },
      findings: () =>
        entries.map(({ name, what, total }) => shareFinding(what, population.dirt[name].share, total.hits, total.of)),
    };
  },
};

function labelled(events: readonly EventRow[], label: keyof DirtLabels): Spoilt {
  return { hits: events.filter(({ dirt }) => dirt[label]).length, of: events.length };
}

/** Of the devices that have events, those with a labelled one. */
function devices(events: readonly EventRow[], label: keyof DirtLabels): Spoilt {
  const hits = new Set(events.filter(({ dirt }) => dirt[label]).map(({ deviceId }) => deviceId));
  return { hits: hits.size, of: new Set(events.map(({ deviceId }) => deviceId)).size };
}

/**
 * Visits in which the label begins, of those in which it could: it may last from the visit before, and begins with the
 * second step at the earliest.
 */
function beginning(events: readonly EventRow[], label: keyof DirtLabels): Spoilt {
  const visits = new Map<number, EventRow[]>();
  for (const event of events) {
    const known = visits.get(event.visit);
    if (known === undefined) visits.set(event.visit, [event]);
    else known.push(event);
  }
  const able = [...visits.values()].filter((visit) => {
    const [first] = visit.sort(byTrueTime);
    const steps = visit.filter(({ type }) => type !== 'identify').length;
    return steps > 1 && first !== undefined && messageNumber(first) === 0 && !first.dirt[label];
  });
  return { hits: able.filter((visit) => visit.some(({ dirt }) => dirt[label])).length, of: able.length };
}
