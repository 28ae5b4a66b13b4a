import { describe, expect, test } from 'vitest';
import { reachOf, seenJourney } from '../../../src/dataset/check/journey-chain.js';
import type { Journey } from '../../../src/dataset/population.js';
import { shop } from '../shop.js';

const buy = shop.journeys.get('buy') as Journey;

describe('a journey as its events show it', () => {
  test('a state without an event is passed through', () => {
    const { next } = seenJourney(buy, 0);
    expect(next.has('thinking')).toBe(false);
    expect(next.get('cart')?.get('order')).toBeCloseTo(0.6 * 0.7, 12);
    expect(next.get('cart')?.get('exit')).toBeCloseTo(0.4 + 0.6 * 0.3, 12);
  });

  test('where nothing is lost, the chances are those that are configured', () => {
    const { entry, next } = seenJourney(buy, 0);
    expect(Object.fromEntries(entry)).toMatchObject({ home: 0.6, product: 0.4, exit: 0 });
    expect(next.get('product')?.get('product')).toBeCloseTo(0.3, 12);
  });

  test('a state that leads to itself loses events in a row', () => {
    const { next } = seenJourney(buy, 0.5);
    // From product, half of the next ones are seen; of the others, each may lead to another, and so on.
    const seen = (0.3 * 0.5) / (1 - 0.3 * 0.5);
    expect(next.get('product')?.get('product')).toBeCloseTo(seen, 12);
  });

  test.each([0, 0.1, 0.9])('with %f of the events lost, the chances of each state add up to one', (lost) => {
    const { entry, next } = seenJourney(buy, lost);
    for (const chances of [entry, ...next.values()]) {
      expect([...chances.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    }
  });

  test('how many visits come to a state counts each visit once', () => {
    const reach = reachOf(seenJourney(buy, 0));
    const product = 0.4 + 0.6 * 0.5;
    expect(reach.get('home')).toBeCloseTo(0.6, 12);
    expect(reach.get('product')).toBeCloseTo(product, 12);
    expect(reach.get('cart')).toBeCloseTo((product * 0.3) / 0.7, 12);
    expect(reach.get('order')).toBeCloseTo(((product * 0.3) / 0.7) * 0.42, 12);
  });
});
