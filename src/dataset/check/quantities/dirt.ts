import type { Dirt } from '../../population.js';
import type { DirtLabels, EventRow, UserData } from '../../rows.js';
import type { Quantity } from '../quantity.js';
import { shareFinding } from '../tolerance.js';

/** How often a dial could have spoilt something in what a user did, and how often it has. */
interface Spoilt {
  hits: number;
  of: number;
}

type Count = (user: UserData, sent: readonly EventRow[]) => Spoilt;

/** What each dial spoils, and where that is seen. `sent` are the events without duplicates. */
const dials: Readonly<Record<keyof Dirt, { readonly what: string; readonly count: Count }>> = {
  late: { what: 'events that arrived late', count: (_, sent) => labelled(sent, 'late') },
  duplicated: {
    what: 'events that were duplicated',
    count: ({ events }, sent) => ({ hits: events.length - sent.length, of: sent.length }),
  },
  reordered: { what: 'events that overtook another', count: (_, sent) => labelled(sent, 'reordered') },
  skewedClock: { what: 'devices whose clock is wrong', count: (_, sent) => groups(sent, 'deviceId', 'skewedClock') },
  jumpingClock: { what: 'visits in which the clock jumps', count: (_, sent) => groups(sent, 'visit', 'jumpedClock') },
  bots: { what: 'users that are bots', count: ({ user }) => ({ hits: user.isBot ? 1 : 0, of: 1 }) },
  lost: { what: 'events that were lost', count: ({ lost }, sent) => ({ hits: lost, of: lost + sent.length }) },
  missingId: { what: 'events that lack their id', count: (_, sent) => labelled(sent, 'missingId') },
  crashes: { what: 'visits with a crash', count: (_, sent) => groups(sent, 'visit', 'afterCrash') },
  sharedDevice: {
    what: 'users whose device is shared',
    count: (_, sent) =>
      sent.length === 0 ? nothing() : { hits: sent.some(({ dirt }) => dirt.sharedDevice) ? 1 : 0, of: 1 },
  },
  fault: { what: 'devices with a faulty SDK', count: (_, sent) => groups(sent, 'deviceId', 'faultySdk') },
  boundaryGaps: {
    what: 'pauses at the boundary of the timeout',
    count: (_, sent) => ({
      ...labelled(sent, 'boundaryGap'),
      of: sent.length - new Set(sent.map(({ visit }) => visit)).size,
    }),
  },
};

export const dirt: Quantity = {
  id: 'dirt',
  title: 'how much each dial spoils',
  collect({ population }) {
    const entries = Object.entries(dials).map(([name, dial]) => ({
      name: name as keyof Dirt,
      ...dial,
      total: nothing(),
    }));
    return {
      add(user) {
        const sent = user.events.filter(({ dirt }) => !dirt.duplicate);
        for (const { count, total } of entries) {
          const { hits, of } = count(user, sent);
          total.hits += hits;
          total.of += of;
        }
      },
      findings: () =>
        entries.map(({ name, what, total }) => shareFinding(what, population.dirt[name].share, total.hits, total.of)),
    };
  },
};

function nothing(): Spoilt {
  return { hits: 0, of: 0 };
}

function labelled(events: readonly EventRow[], label: keyof DirtLabels): Spoilt {
  return { hits: events.filter(({ dirt }) => dirt[label]).length, of: events.length };
}

/** Of the devices or visits that have events, those with a labelled one. */
function groups(events: readonly EventRow[], key: 'deviceId' | 'visit', label: keyof DirtLabels): Spoilt {
  const hits = new Set(events.filter(({ dirt }) => dirt[label]).map((event) => event[key]));
  return { hits: hits.size, of: new Set(events.map((event) => event[key])).size };
}
