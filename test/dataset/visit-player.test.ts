import { describe, expect, test } from 'vitest';
import { populationFile } from '../../src/dataset/population-files.js';
import { readPopulation } from '../../src/dataset/read-population.js';
import { populationOf, shopText } from './population-text.js';
import { eventsOf, shareOf, usersOf } from './users.js';

const users = usersOf(populationOf(shopText), 120);
const game = usersOf(readPopulation(populationFile('game')), 30, 7);

/** The events of each visit, without identifies. */
function visitsOf(made: typeof users) {
  return made.flatMap(({ visits, events }) =>
    visits.map((visit, index) => ({
      visit,
      events: events.filter((event) => event.visit === index && event.type !== 'identify'),
    })),
  );
}

describe('a page', () => {
  test('that a campaign leads to says so in its address and its context, as long as it is open', () => {
    const landed = visitsOf(users).filter(({ visit }) => visit.campaign !== undefined);
    expect(landed.length).toBeGreaterThan(50);
    for (const { events } of landed) {
      const [first, ...others] = events;
      expect(first?.campaign?.name).toBe('letter');
      expect(first?.url).toBe('https://shop.example/?utm_source=newsletter&utm_campaign=spring');
      expect(first?.path).toBe('/');
      expect(first?.referrer).toBe('https://mail.example/');
      const later = others.filter(({ type }) => type === 'page');
      expect(later.every(({ campaign, url }) => campaign === undefined && url?.includes('utm') === false)).toBe(true);
    }
    const direct = visitsOf(users).filter(({ visit }) => visit.campaign === undefined);
    expect(direct.flatMap(({ events }) => events).every(({ campaign }) => campaign === undefined)).toBe(true);
    const buyers = visitsOf(users).filter(({ visit }) => visit.cohort === 'buyers');
    expect(Math.abs(shareOf(buyers, ({ visit }) => visit.campaign === 'letter') - 0.4)).toBeLessThan(0.06);
  });

  test('knows the page before it, and a track the page that it happens on', () => {
    for (const { events } of visitsOf(users)) {
      const pages = events.filter(({ type }) => type === 'page');
      for (const [index, page] of pages.entries()) {
        if (index > 0) expect(page.referrer).toBe(pages[index - 1]?.url);
      }
      for (const [index, event] of events.entries()) {
        const page = events.slice(0, index + 1).findLast(({ type }) => type === 'page');
        expect([event.url, event.path]).toEqual([page?.url, page?.path]);
      }
    }
  });

  test('is one of many of its kind, each as often', () => {
    const products = eventsOf(users).filter(({ state }) => state === 'product');
    expect(new Set(products.map(({ path }) => path)).size).toBe(20);
    expect(products.every(({ path = '' }) => /^\/products\/\d+$/.test(path))).toBe(true);
  });

  test('may be opened in another tab, which is another number until the visit ends', () => {
    const inTabs = visitsOf(users).map(({ events }) => events.map(({ tab }) => tab));
    expect(inTabs.some((tabs) => tabs.includes(2))).toBe(true);
    for (const tabs of inTabs) {
      expect(tabs[0] ?? 1).toBe(1);
      expect(tabs.every((tab, index) => index === 0 || [0, 1].includes(tab - (tabs[index - 1] ?? 0)))).toBe(true);
    }
  });
});

describe('an application', () => {
  test('has no address, and tells of a campaign once', () => {
    const events = eventsOf(game);
    expect(
      events.every(
        ({ url, path, referrer, channel }) =>
          [url, path, referrer].every((each) => each === undefined) && channel === 'mobile',
      ),
    ).toBe(true);
    const led = visitsOf(game).filter(({ visit }) => visit.campaign !== undefined);
    expect(led.length).toBeGreaterThan(5);
    for (const { visit, events: own } of led) {
      expect(own.map(({ campaign }) => campaign?.name)).toEqual(
        own.map((_, index) => (index === 0 ? visit.campaign : undefined)),
      );
    }
  });

  test('has session ids in seconds where its SDK has, and sends what it has gathered together', () => {
    const android = eventsOf(game).filter(({ cohort, dirt }) => cohort === 'android' && !dirt.late);
    expect(android.every(({ sessionId }) => String(sessionId).length === 10)).toBe(true);
    expect(
      shareOf(android, ({ sentAtMs, originalTimestampMs }) => sentAtMs - originalTimestampMs > 1_000),
    ).toBeGreaterThan(0.5);
  });
});
