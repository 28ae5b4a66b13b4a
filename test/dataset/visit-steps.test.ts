import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Draws } from '../../src/dataset/draws.js';
import { planJourney } from '../../src/dataset/journey-plan.js';
import type { Journey } from '../../src/dataset/population.js';
import { samplerOf } from '../../src/dataset/sampling.js';
import {
  fetchAll,
  maximumSteps,
  plantBoundaries,
  type VisitStep,
  VisitSteps,
  walk,
} from '../../src/dataset/visit-steps.js';
import { populationOf, shopText, shopWith } from './population-text.js';

function streams() {
  return { steps: new VisitSteps(), way: new Draws(0), dwell: new Draws(0), away: new Draws(0) };
}

function stepsOf(visit: VisitSteps): VisitStep[] {
  return Array.from({ length: visit.count }, (_, index) => visit.at(index));
}

function journeyOf(text = shopText, name = 'shop') {
  return planJourney(populationOf(text).journeys.get(name) as Journey, 'https://shop.example');
}

function walks(text = shopText): VisitSteps[] {
  const journey = journeyOf(text);
  return Array.from({ length: 300 }, (_, index) => walk(journey, new Draws(index), streams()));
}

describe('a way through a journey', () => {
  test('goes from state to state as the journey says, and waits where nothing is heard', () => {
    const next = new Map([
      ['home', ['product']],
      ['product', ['product', 'paid']],
      ['paid', ['left']],
      ['left', []],
    ]);
    let waited = 0;
    for (const visit of walks()) {
      const steps = stepsOf(visit);
      expect(steps[0]).toMatchObject({ pauseMs: 0, state: { name: 'home' } });
      for (const [index, { state, pauseMs }] of steps.entries()) {
        if (index === 0) continue;
        expect(next.get(steps[index - 1]?.state.name ?? '')).toContain(state.name);
        expect(pauseMs).toBeGreaterThan(0);
        if (pauseMs > 600_000) waited += 1;
      }
    }
    expect(waited).toBeGreaterThan(20);
  });

  test('is the same however often somebody leaves for the background or opens a tab', () => {
    const changed = walks(
      shopWith({ 'leavesForBackground: 0.05': 'leavesForBackground: 0.9', 'opensTab: 0.2': 'opensTab: 0' }),
    );
    const way = (made: readonly VisitSteps[]) =>
      made.map((visit) => stepsOf(visit).map(({ state, pauseMs }) => [state.name, pauseMs]));
    expect(way(changed)).toEqual(way(walks()));
    expect(changed.flatMap(stepsOf).some(({ inNewTab }) => inNewTab)).toBe(false);
    expect(
      walks()
        .flatMap(stepsOf)
        .some(({ inNewTab }) => inNewTab),
    ).toBe(true);
  });

  test('ends, at the latest after very many states', () => {
    const endless = journeyOf(shopWith({ '{ home: 0.5, exit: 0.5 }': '{ home: 100000000, exit: 0.0001 }' }), 'look');
    expect(walk(endless, new Draws(1), streams()).count).toBe(maximumSteps);
  });
});

test('a robot fetches what sends something and has to do with nobody, with always the same short pause', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const steps = stepsOf(
        fetchAll(journeyOf(), new Draws(seed), streams(), samplerOf({ kind: 'uniform', from: 5, to: 9 })),
      );
      expect(steps.length).toBeGreaterThanOrEqual(5);
      expect(steps.every(({ state }) => ['home', 'product'].includes(state.name))).toBe(true);
      const pauses = new Set(steps.slice(1).map(({ pauseMs }) => pauseMs));
      expect(pauses.size).toBe(1);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(2_000);
    }),
    { numRuns: 30 },
  );
});

test('planted pauses are spent in the background where only a return to the foreground ends a session', () => {
  const planted = (inForeground: boolean) =>
    walks().flatMap((each, index) => {
      plantBoundaries(each, new Draws(index), new Draws(0), { share: 0.5, timeoutMs: 1_000, inForeground });
      return stepsOf(each).filter(({ isBoundary }) => isBoundary);
    });
  expect(new Set(planted(true).map(({ pauseMs }) => pauseMs))).toEqual(new Set([999, 1_000, 1_001]));
  expect(planted(true).every(({ leftAfter }) => leftAfter === undefined)).toBe(true);
  expect(planted(false).every(({ leftAfter }) => leftAfter === 0)).toBe(true);
});
