import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listPopulations, populationFile } from '../../src/dataset/population-files.js';
import { readPopulation } from '../../src/dataset/read-population.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';
import { populationOf, shopText, shopWith } from './population-text.js';

/** What is said of a file with these replacements, all in one go. */
function faultsOf(replacements: Readonly<Record<string, string>>): string {
  return faultsOfText(shopWith(replacements));
}

function faultsOfText(text: string): string {
  const folder = inputFolder({ 'shop.yaml': text });
  return inputErrorOf(folder, () => readPopulation(join(folder, 'shop.yaml')));
}

describe('a population', () => {
  test('is read with its durations in milliseconds and its names resolved', () => {
    const population = populationOf(shopText);
    expect(population).toMatchObject({ id: 'shop', startMs: Date.parse('2026-03-02T00:00:00.000Z'), currency: 'EUR' });
    expect(population.campaigns.get('letter')).toEqual({
      name: 'letter',
      utm: { utm_source: 'newsletter', utm_campaign: 'spring' },
      referrer: 'https://mail.example/',
    });
    const states = population.journeys.get('shop')?.states;
    expect(states?.get('home')?.dwell).toEqual({ kind: 'log-normal', median: 40_000, p90: 180_000 });
    expect(states?.get('waiting')?.dwell).toEqual({ kind: 'uniform', from: 600_000, to: 3_600_000 });
    expect(states?.get('waiting')?.event).toBeUndefined();
    expect(states?.get('paid')).toMatchObject({ identifies: true, dwell: { kind: 'constant', value: 10_000 } });
    expect(states?.get('paid')?.event).toMatchObject({ type: 'track', name: 'Order Completed' });
    expect(states?.get('paid')?.event?.conversion).toEqual({ revenueProperty: 'revenue' });
    expect(states?.get('left')?.next).toEqual(new Map([['exit', 1]]));
    const [buyers, lookers] = population.cohorts;
    expect(buyers).toMatchObject({ timeoutMs: 1_800_000, cutOffMs: 43_200_000, newcomers: 0.5 });
    expect(lookers).toMatchObject({ timeoutMs: undefined, cutOffMs: undefined, newcomers: 0, churnPerDay: 0 });
    expect(lookers?.acquisition).toEqual(new Map([['direct', 1]]));
    expect(lookers?.devices).toEqual(new Map([['1', 1]]));
    expect(lookers?.hours).toHaveLength(24);
    expect(population.dirt.late.share).toBe(0);
  });

  test('that comes with Lapse is found by its name, and is right', () => {
    for (const id of listPopulations()) expect(readPopulation(populationFile(id)).id).toBe(id);
    expect(readPopulation('bench/baseline-population.yaml').cohorts).toHaveLength(1);
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(readFileSync('scenarios/populations/README.md', 'utf8')) ?? [];
    expect(populationOf(example).title).toBe('Readers of an online magazine');
  });
});

describe('a population that is wrong', () => {
  test('names that are none are told with what was probably meant', () => {
    expect(
      faultsOf({
        'journeys: shop': 'journeys: shp',
        'policy: rudderstack-web': 'policy: rudderstack-wep',
        'letter: 0.4 }': 'leter: 0.4 }',
        'phone: 0.6': 'fone: 0.6',
        'Europe/Berlin': 'Europe/Berln',
        'product: 0.7': 'prodct: 0.7',
        'entry: home': 'entry: hme',
        'question:': 'qestion:',
        '{ revenue: revenue }': '{ revenue: revenu }',
      }),
    ).toMatchInlineSnapshot(`
      "shop.yaml:1:1: the file lacks the key "question"
      shop.yaml:2:1: unknown key "qestion" (did you mean "question"?); allowed: title, question, start, currency, origin, campaigns, journeys, cohorts, dirt
      shop.yaml:12:12: unknown state "hme" (did you mean "home"?); allowed: home, product, waiting, paid, left
      shop.yaml:18:17: unknown state "prodct" (did you mean "product"?); allowed: home, product, waiting, paid, left, exit
      shop.yaml:34:34: unknown number among the properties "revenu" (did you mean "revenue"?); allowed: revenue
      shop.yaml:53:13: unknown policy "rudderstack-wep" (did you mean "rudderstack-web"?); allowed: announcement-mobile, announcement-web, rudderstack-android, rudderstack-flutter, rudderstack-ios, rudderstack-kotlin, rudderstack-react-native, rudderstack-swift, rudderstack-web-legacy, rudderstack-web
      shop.yaml:56:15: unknown journey "shp" (did you mean "shop"?); allowed: shop, look
      shop.yaml:60:18: no time zone is called "Europe/Berln" (did you mean "Europe/Berlin"?); allowed: a name of the time zone database, such as Europe/Berlin
      shop.yaml:62:20: unknown kind of device "fone" (did you mean "phone"?); allowed: desktop, phone, tablet
      shop.yaml:63:33: unknown campaign "leter" (did you mean "letter"?); allowed: letter, direct"
    `);
  });

  test('distributions and durations', () => {
    expect(
      faultsOf({
        'log-normal: { median: 40s, p90: 3m }': 'log-normal: { median: 40s, p90: 3s }',
        'exponential: 70s': 'exponental: 70s',
        'uniform: [10m, 1h]': 'uniform: [1h, 10m]',
        'dwell: 10s': 'dwell: 10',
        'dwell: 1s': 'dwell: -1s',
        'uniform: [1s, 9s]': 'uniform: [1s]',
        'timeout: 30m': 'timeout: half an hour',
        'cutOff: 12h': 'cutOff: 0.0001ms',
        'exponential: 0.8': 'exponential: 0',
        'median: 40, p90: 100': 'median: 40€, p90: 100',
      }),
    ).toMatchInlineSnapshot(`
      "shop.yaml:16:50: journeys.shop.states.home.dwell.log-normal.p90 is "3s"; allowed: at least the median
      shop.yaml:21:18: unknown distribution "exponental" (did you mean "exponential"?); allowed: constant, uniform, exponential, log-normal
      shop.yaml:25:27: journeys.shop.states.waiting.dwell.uniform is ["1h","10m"]; allowed: the smaller value first
      shop.yaml:32:56: journeys.shop.states.paid.event.properties.revenue.number.log-normal.median is "40€"; allowed: a number of at least 0
      shop.yaml:36:16: journeys.shop.states.paid.dwell is 10; allowed: a duration such as 40s, 30m or 1h 30m
      shop.yaml:41:16: journeys.shop.states.left.dwell is "-1s"; allowed: a duration such as 40s, 30m or 1h 30m
      shop.yaml:48:27: journeys.look.states.home.dwell.uniform has 1 entry; allowed: at least 2 entries
      shop.yaml:54:14: cohorts.buyers.timeout is "half an hour"; allowed: a duration such as 40s, 30m or 1h 30m
      shop.yaml:55:13: cohorts.buyers.cutOff is "0.0001ms"; allowed: whole milliseconds
      shop.yaml:57:34: cohorts.buyers.visitsPerDay.exponential is 0; allowed: more than 0"
    `);
  });

  test('shares that are not positive, chances beyond 1, and rhythms that are none', () => {
    expect(
      faultsOf({
        'share: 0.6': 'share: 0',
        '0.7, exit: 0.3': '-0.7, exit: 0.3',
        'opensTab: 0.2': 'opensTab: 1.2',
        'weekdays: [1, 1, 1, 1, 1, 2, 2]': 'weekdays: [0, 0, 0, 0, 0, 0, 0]',
        'hours: [0, 0,': 'hours: [0,',
        "'2': 0.4": "'0': 0.4",
        'newcomers: 0.5': 'newcomers: 0',
        'acquisition: { direct: 0.6, letter: 0.4 }': 'acquisition: {}',
      }),
    ).toMatchInlineSnapshot(`
      "shop.yaml:18:26: journeys.shop.states.home.next.product is -0.7; allowed: more than 0
      shop.yaml:22:19: journeys.shop.states.product.opensTab is 1.2; allowed: at most 1
      shop.yaml:52:12: cohorts.buyers.share is 0; allowed: more than 0
      shop.yaml:58:12: cohorts.buyers.hours has 23 entries; allowed: a list of 24 weights, midnight first
      shop.yaml:59:15: all weights are 0; allowed: one at least that is more
      shop.yaml:61:26: "0" is no number of devices; allowed: a whole number from 1 to 10
      shop.yaml:63:18: cohorts.buyers.acquisition is empty; allowed: at least 1 entry
      shop.yaml:65:5: nobody arrives, so nothing can grow; allowed: newcomers of more than 0"
    `);
  });

  test('states that nobody reaches, and those that nobody leaves', () => {
    expect(
      faultsOf({ 'paid: 0.2, exit: 0.4': 'exit: 0.6', 'next: { home: 0.5, exit: 0.5 }': 'next: home' }),
    ).toMatchInlineSnapshot(`
      "shop.yaml:27:7: the state "paid" is never reached; allowed: a state that entry or a next names
      shop.yaml:38:7: the state "left" is never reached; allowed: a state that entry or a next names
      shop.yaml:46:7: from the state "home" a visit can never end; allowed: a way to exit"
    `);
    expect(faultsOf({ '  waiting:\n': '  exit:\n', 'waiting: 0.1, ': '' })).toMatchInlineSnapshot(
      `"shop.yaml:24:7: a state is called "exit", which is where a visit ends; allowed: another name"`,
    );
  });

  test('events whose parts do not belong together', () => {
    expect(
      faultsOf({
        "path: '/products/{n}', paths: 20": "path: '/products/{n}'",
        'event: { page: Home, path: / }': 'event: { page: Home }',
        'event: { track: Signed Out }': 'event: { track: Signed Out, path: /out }',
        '{ sequence: order }': '{ sequenc: order }',
      }),
    ).toMatchInlineSnapshot(`
      "shop.yaml:15:16: a page lacks the key "path"; allowed: a path such as /articles/{n}
      shop.yaml:20:16: a path with {n} and the number of its paths belong together; allowed: path: /articles/{n}, paths: 200
      shop.yaml:31:25: unknown property "sequenc" (did you mean "sequence"?); allowed: number, choice, sequence
      shop.yaml:39:37: a track has no path of its own; allowed: path beside page"
    `);
    expect(faultsOf({ 'policy: rudderstack-web': 'policy: rudderstack-ios' })).toMatchInlineSnapshot(
      `"shop.yaml:56:15: the journey "shop" has pages, and the policy rudderstack-ios is of an application; allowed: journeys of screens and tracks"`,
    );
  });

  test('dirt that is unknown, too much or of a fault that does not exist', () => {
    const dirt = `dirt:
  lost: { share: 2 }
  laet: { share: 0.1 }
  late: { share: 0.1 }
  skewedClock: { share: 0.1, offset: soon }
  fault: { share: 0.1, id: no-markr }
`;
    expect(faultsOfText(shopText + dirt)).toMatchInlineSnapshot(`
      "shop.yaml:76:18: dirt.lost.share is 2; allowed: at most 1
      shop.yaml:77:3: unknown key "laet" in dirt (did you mean "late"?); allowed: late, duplicated, reordered, skewedClock, jumpingClock, bots, lost, missingId, crashes, sharedDevice, fault, boundaryGaps
      shop.yaml:78:9: dirt.late lacks the key "delay"
      shop.yaml:79:38: dirt.skewedClock.offset is "soon"; allowed: a duration such as 40s or -30m
      shop.yaml:80:28: unknown quirk or mutant "no-markr" (did you mean "no-marker"?); allowed: the id of a fault that lapse mutants seeds, or of a quirk"
    `);
  });

  test('files that are no population at all', () => {
    for (const text of ['', '[]', 'title: x', '- a: {', shopWith({ '2026-03-02': '2026-02-30' })]) {
      expect(faultsOfText(text).split('\n')[0]).toMatch(/^shop\.yaml:\d+:\d+: /);
    }
    expect(faultsOf({ '2026-03-02': '2026-02-30' })).toMatchInlineSnapshot(
      `"shop.yaml:3:8: start is "2026-02-30"; allowed: a date such as 2026-03-02"`,
    );
    expect(faultsOf({ '  letter:\n': '  direct:\n', '{ direct: 0.6, letter: 0.4 }': 'direct' })).toMatchInlineSnapshot(
      `"shop.yaml:7:3: a campaign is called "direct", which is what visits without a campaign are; allowed: another name"`,
    );
    expect(faultsOfText('42')).toMatchInlineSnapshot(
      `"shop.yaml:1:1: the file is 42; allowed: a map of keys and values"`,
    );
  });
});
