import type { Population } from '../../src/dataset/population.js';
import { readPopulationText } from '../../src/dataset/read-population.js';

/** A small shop that uses every part of the format but dirt. */
export const shopText = `title: A shop
question: Does it sell?
start: 2026-03-02
currency: EUR
origin: https://shop.example
campaigns:
  letter:
    utm: { utm_source: newsletter, utm_campaign: spring }
    referrer: https://mail.example/
journeys:
  shop:
    entry: home
    states:
      home:
        event: { page: Home, path: / }
        dwell: { log-normal: { median: 40s, p90: 3m } }
        leavesForBackground: 0.05
        next: { product: 0.7, exit: 0.3 }
      product:
        event: { page: Product, path: '/products/{n}', paths: 20, properties: { kind: product } }
        dwell: { exponential: 70s }
        opensTab: 0.2
        next: { product: 0.3, waiting: 0.1, paid: 0.2, exit: 0.4 }
      waiting:
        dwell: { uniform: [10m, 1h] }
        next: product
      paid:
        event:
          track: Order Completed
          properties:
            order_id: { sequence: order }
            revenue: { number: { log-normal: { median: 40, p90: 100 } }, decimals: 2 }
            payment: { choice: { card: 3, wallet: 1 } }
          conversion: { revenue: revenue }
        identifies: true
        dwell: 10s
        next: { left: 0.4, exit: 0.6 }
      left:
        event: { track: Signed Out }
        logsOut: true
        dwell: 1s
        next: exit
  look:
    entry: home
    states:
      home:
        event: { page: Home, path: / }
        dwell: { uniform: [1s, 9s] }
        next: { home: 0.5, exit: 0.5 }
cohorts:
  buyers:
    share: 0.6
    policy: rudderstack-web
    timeout: 30m
    cutOff: 12h
    journeys: shop
    visitsPerDay: { exponential: 0.8 }
    hours: [0, 0, 0, 0, 0, 0, 1, 2, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6, 8, 8, 6, 2, 1]
    weekdays: [1, 1, 1, 1, 1, 2, 2]
    timeZones: { Europe/Berlin: 0.7, America/New_York: 0.3 }
    devices: { '1': 0.6, '2': 0.4 }
    deviceKinds: { phone: 0.6, desktop: 0.4 }
    acquisition: { direct: 0.6, letter: 0.4 }
    newcomers: 0.5
    growthPerDay: 0.02
    churnPerDay: 0.02
    returnPerDay: 0.05
    anotherUser: 0.5
  lookers:
    share: 0.4
    policy: rudderstack-web
    journeys: look
    visitsPerDay: 0.4
    timeZones: Asia/Tokyo
`;

/** The shop with each of the texts replaced, which must be in it. */
export function shopWith(replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the shop has no ${JSON.stringify(from)}`);
    return text.replace(from, to);
  }, shopText);
}

/** What is read of a text. */
export function populationOf(text: string): Population {
  return readPopulationText(text, 'shop.yaml');
}
