import { describe, expect, test } from 'vitest';
import { checkDataset } from '../../../src/dataset/check/check-dataset.js';
import type { CheckRow } from '../../../src/dataset/check/check-row.js';
import { quantities } from '../../../src/dataset/check/index.js';
import type {
  Cohort,
  Dirt,
  Journey,
  JourneyEvent,
  JourneyState,
  Population,
  Property,
} from '../../../src/dataset/population.js';
import { plainUsers } from '../plain-users.js';
import { exponential, shop } from '../shop.js';

const days = 14;
const users = plainUsers(shop, 1500, days);

/** What one check finds outside. */
async function outside(population: Population, id: string | undefined): Promise<string[]> {
  const tested = quantities.filter((quantity) => quantity.id === id);
  const rows = await checkDataset({ population, days }, users, tested);
  return rows.filter(({ verdict }) => verdict === 'outside').map(({ check, what }) => `${check}: ${what}`);
}

const [regular, rare] = shop.cohorts as [Cohort, Cohort];
const buy = shop.journeys.get('buy') as Journey;

const withRegular = (change: Partial<Cohort>): Population => ({ ...shop, cohorts: [{ ...regular, ...change }, rare] });
const withDirt = (change: Partial<Dirt>): Population => ({ ...shop, dirt: { ...shop.dirt, ...change } });
const withJourney = (change: Partial<Journey>): Population => ({
  ...shop,
  journeys: new Map([['buy', { ...buy, ...change }]]),
});
const withState = (name: string, change: Partial<JourneyState>): Population => {
  const state = buy.states.get(name) as JourneyState;
  return withJourney({ states: new Map([...buy.states, [name, { ...state, ...change }]]) });
};

const withOrder = (change: (property: Property) => Property): Population => {
  const event = buy.states.get('order')?.event as JourneyEvent;
  return withState('order', { event: { ...event, properties: event.properties.map(change) } });
};

describe('the check of a dataset', () => {
  test('what was made by the population is within its tolerance, every quantity', async () => {
    const rows = await checkDataset({ population: shop, days }, users);
    expect(rows.filter(({ verdict }) => verdict !== 'within')).toEqual([]);
    expect(rows.length).toBeGreaterThan(60);
  });

  test('each row says what it compares, and nothing is told twice', async () => {
    const rows = await checkDataset({ population: shop, days }, users);
    const names = rows.map(({ check, what }) => `${check}: ${what}`);
    expect(new Set(names).size).toBe(names.length);
    expect(rows.find(({ what }) => what === 'users in the cohort regular')).toEqual({
      check: 'cohorts',
      what: 'users in the cohort regular',
      unit: 'share',
      configured: 0.7,
      observed: expect.closeTo(0.7, 1),
      tolerance: expect.closeTo(0.0683, 3),
      count: 1500,
      verdict: 'within',
    } satisfies CheckRow);
  });

  const early = regular.hours.map((weight, hour) => (hour === 19 ? weight * 1.5 : weight));
  test.each<[what: string, Population]>([
    [
      'cohorts: users in the cohort regular',
      {
        ...shop,
        cohorts: [
          { ...regular, share: 0.8 },
          { ...rare, share: 0.2 },
        ],
      },
    ],
    [
      'acquisition: regular: visits from newsletter',
      withRegular({
        acquisition: new Map([
          ['newsletter', 0.23],
          ['ads', 0.27],
          ['direct', 0.5],
        ]),
      }),
    ],
    ['hours: regular: visits that begin at 19 h', withRegular({ hours: early })],
    [
      'devices: regular: users with 2 devices',
      withRegular({
        devices: new Map([
          ['1', 0.7],
          ['2', 0.3],
        ]),
      }),
    ],
    [
      'devices: regular: devices that are a phone',
      withRegular({
        deviceKinds: new Map([
          ['desktop', 0.38],
          ['phone', 0.52],
          ['tablet', 0.1],
        ]),
      }),
    ],
    [
      'devices: regular: users in Asia/Kolkata',
      withRegular({
        timeZones: new Map([
          ['Europe/Berlin', 0.7],
          ['Asia/Kolkata', 0.3],
        ]),
      }),
    ],
    [
      'entry: buy: visits that begin with home',
      withJourney({
        entry: new Map([
          ['home', 0.56],
          ['product', 0.44],
        ]),
      }),
    ],
    [
      'transitions: buy: from product to cart',
      withState('product', {
        next: new Map([
          ['product', 0.3],
          ['cart', 0.33],
          ['exit', 0.37],
        ]),
      }),
    ],
    [
      'transitions: buy: from cart to order',
      withState('thinking', {
        next: new Map([
          ['order', 0.8],
          ['exit', 0.2],
        ]),
      }),
    ],
    [
      'funnel: buy: visits that come to order',
      withState('thinking', {
        next: new Map([
          ['order', 0.95],
          ['exit', 0.05],
        ]),
      }),
    ],
    ['dwell: buy: from home to what is next: mean', withState('home', { dwell: exponential(23_000) })],
    [
      'dwell: buy: from product to what is next: median',
      withState('product', { dwell: { kind: 'log-normal', median: 52_000, p90: 240_000 } }),
    ],
    [
      'dwell: buy: from product to what is next: 90th percentile',
      withState('product', { dwell: { kind: 'log-normal', median: 45_000, p90: 300_000 } }),
    ],
    [
      'properties: buy: payment of order is card',
      withOrder((property) =>
        property.value.kind === 'choice'
          ? {
              ...property,
              value: {
                kind: 'choice',
                shares: new Map([
                  ['card', 0.6],
                  ['invoice', 0.4],
                ]),
              },
            }
          : property,
      ),
    ],
    [
      'revenue: buy: total of order: mean',
      withOrder((property) =>
        property.value.kind === 'number'
          ? { ...property, value: { ...property.value, distribution: exponential(1) } }
          : property,
      ),
    ],
    [
      'journeys: regular: visits that take look',
      {
        ...withRegular({
          journeys: new Map([
            ['buy', 0.99],
            ['look', 0.01],
          ]),
        }),
        journeys: new Map([...shop.journeys, ['look', { ...buy, name: 'look' }]]),
      },
    ],
    ['dirt: events that arrived late', withDirt({ late: { share: 0.04, delay: exponential(1) } })],
    ['dirt: events that were duplicated', withDirt({ duplicated: { share: 0.05, delay: exponential(1) } })],
    ['dirt: events that the next one overtook', withDirt({ reordered: { share: 0.04 } })],
    ['dirt: devices whose clock is wrong', withDirt({ skewedClock: { share: 0.17, offset: exponential(1) } })],
    ['dirt: users that are bots', withDirt({ bots: { share: 0.1, eventsPerVisit: exponential(1) } })],
    ['dirt: events that were lost', withDirt({ lost: { share: 0.03 } })],
    ['dirt: events that lack their id', withDirt({ missingId: { share: 0.07 } })],
    ['dirt: visits with a crash', withDirt({ crashes: { share: 0.01 } })],
    ['dirt: visits in which the clock jumps', withDirt({ jumpingClock: { share: 0.01, offset: exponential(1) } })],
    ['dirt: users whose first device is shared', withDirt({ sharedDevice: { share: 0.05 } })],
    ['dirt: devices with a faulty SDK', withDirt({ fault: { share: 0.05, id: 'x' } })],
    ['dirt: pauses at the boundary of the timeout', withDirt({ boundaryGaps: { share: 0.01 } })],
  ])('%s: another configuration is noticed', async (what, population) => {
    expect(await outside(population, what.split(': ')[0])).toContain(what);
  });
});

describe('dwell times without a tail', () => {
  const steady: Population = {
    ...shop,
    journeys: new Map([
      [
        'buy',
        {
          ...buy,
          states: new Map([
            ...buy.states,
            [
              'home',
              { ...(buy.states.get('home') as JourneyState), dwell: { kind: 'uniform', from: 10_000, to: 50_000 } },
            ],
            ['product', { ...(buy.states.get('product') as JourneyState), dwell: { kind: 'constant', value: 30_000 } }],
          ]),
        },
      ],
    ]),
  };
  const made = plainUsers(steady, 300, days);
  const dwellWith = async (name: string, dwell: JourneyState['dwell']): Promise<string[]> => {
    const journey = steady.journeys.get('buy') as Journey;
    const state = { ...(journey.states.get(name) as JourneyState), dwell };
    const population = {
      ...steady,
      journeys: new Map([['buy', { ...journey, states: new Map([...journey.states, [name, state]]) }]]),
    };
    const rows = await checkDataset(
      { population, days },
      made,
      quantities.filter(({ id }) => id === 'dwell'),
    );
    return rows.filter(({ verdict }) => verdict === 'outside').map(({ what }) => what);
  };

  test('are within their tolerance as they were made', async () => {
    expect(await dwellWith('home', { kind: 'uniform', from: 10_000, to: 50_000 })).toEqual([]);
  });

  test.each<[string, JourneyState['dwell']]>([
    ['home', { kind: 'uniform', from: 10_000, to: 55_000 }],
    ['home', { kind: 'uniform', from: 20_000, to: 50_000 }],
    ['home', { kind: 'constant', value: 30_000 }],
    ['product', { kind: 'constant', value: 30_100 }],
    ['product', { kind: 'uniform', from: 29_000, to: 31_000 }],
  ])('of %s are noticed when they are configured as %j', async (name, dwell) => {
    const noticed = await dwellWith(name, dwell);
    expect(noticed.length).toBeGreaterThan(0);
    expect(noticed.filter((what) => !what.startsWith(`buy: from ${name} to what is next`))).toEqual([]);
  });
});
