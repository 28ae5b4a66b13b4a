import type {
  Cohort,
  Distribution,
  Journey,
  JourneyEvent,
  JourneyState,
  Population,
} from '../../src/dataset/population.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { defaultEdition } from '../../src/spec/requirements.js';

/** A small population with everything that is checked: two cohorts, a state without an event, a conversion, a choice. */
export const shop: Population = {
  id: 'shop',
  title: 'A small shop',
  question: 'What do people buy?',
  startMs: Date.UTC(2026, 2, 2),
  currency: 'EUR',
  origin: 'https://shop.example',
  campaigns: new Map([
    [
      'newsletter',
      { name: 'newsletter', utm: { utm_source: 'newsletter', utm_campaign: 'spring' }, referrer: undefined },
    ],
    ['ads', { name: 'ads', utm: { utm_source: 'search', utm_campaign: 'brand' }, referrer: 'https://search.example/' }],
  ]),
  journeys: new Map([['buy', buy()]]),
  cohorts: [cohort('regular', 0.7), cohort('rare', 0.3)],
  dirt: {
    late: { share: 0.05, delay: exponential(3_600_000) },
    duplicated: { share: 0.04, delay: exponential(60_000) },
    reordered: { share: 0.03 },
    skewedClock: { share: 0.1, offset: exponential(60_000) },
    jumpingClock: { share: 0, offset: exponential(60_000) },
    bots: { share: 0.05, eventsPerVisit: exponential(20) },
    lost: { share: 0.02 },
    missingId: { share: 0.06 },
    crashes: { share: 0 },
    sharedDevice: { share: 0 },
    fault: { share: 0, id: undefined },
    boundaryGaps: { share: 0 },
  },
};

export function exponential(mean: number): Distribution {
  return { kind: 'exponential', mean };
}

function buy(): Journey {
  return {
    name: 'buy',
    entry: new Map([
      ['home', 0.6],
      ['product', 0.4],
    ]),
    states: new Map(
      [
        state('home', page('Home'), { kind: 'exponential', mean: 20_000 }, { product: 0.5, exit: 0.5 }),
        state(
          'product',
          page('Product'),
          { kind: 'log-normal', median: 45_000, p90: 240_000 },
          { product: 0.3, cart: 0.3, exit: 0.4 },
        ),
        state('cart', track('Added'), { kind: 'uniform', from: 10_000, to: 50_000 }, { thinking: 0.6, exit: 0.4 }),
        state('thinking', undefined, { kind: 'constant', value: 30_000 }, { order: 0.7, exit: 0.3 }),
        state('order', order(), { kind: 'constant', value: 5_000 }, { exit: 1 }),
      ].map((each) => [each.name, each]),
    ),
  };
}

function state(
  name: string,
  event: JourneyEvent | undefined,
  dwell: Distribution,
  next: Record<string, number>,
): JourneyState {
  return {
    name,
    event,
    dwell,
    identifies: false,
    logsOut: false,
    leavesForBackground: 0,
    opensTab: 0,
    next: new Map(Object.entries(next)),
  };
}

function page(name: string): JourneyEvent {
  return { type: 'page', name, path: `/${name.toLowerCase()}`, paths: 1, properties: [], conversion: undefined };
}

function track(name: string): JourneyEvent {
  return { ...page(name), type: 'track', path: undefined };
}

function order(): JourneyEvent {
  const revenue = { kind: 'log-normal', median: 40, p90: 120 } as const;
  return {
    ...track('Order Completed'),
    properties: [
      { name: 'total', value: { kind: 'number', distribution: revenue, decimals: 2 } },
      {
        name: 'payment',
        value: {
          kind: 'choice',
          shares: new Map([
            ['card', 0.75],
            ['invoice', 0.25],
          ]),
        },
      },
    ],
    conversion: { revenueProperty: 'total' },
  };
}

function cohort(name: string, share: number): Cohort {
  return {
    name,
    share,
    policy: loadPolicy('rudderstack-web'),
    edition: defaultEdition,
    timeoutMs: undefined,
    cutOffMs: undefined,
    journeys: new Map([['buy', 1]]),
    visitsPerDay: exponential(name === 'regular' ? 1 : 0.5),
    hours: Array.from({ length: 24 }, (_, hour) => (hour < 7 ? 1 : hour < 18 ? 4 : 8)),
    weekdays: [1, 1, 1, 1, 1, 2, 2],
    timeZones: new Map([
      ['Europe/Berlin', 0.8],
      ['Asia/Kolkata', 0.2],
    ]),
    devices: new Map([
      ['1', 0.8],
      ['2', 0.2],
    ]),
    deviceKinds: new Map([
      ['desktop', 0.5],
      ['phone', 0.4],
      ['tablet', 0.1],
    ]),
    acquisition: new Map([
      ['newsletter', 0.2],
      ['ads', 0.3],
      ['direct', 0.5],
    ]),
    growthPerDay: 0,
    churnPerDay: 0,
    returnPerDay: 0,
    newcomers: 0,
    anotherUser: 0,
  };
}
