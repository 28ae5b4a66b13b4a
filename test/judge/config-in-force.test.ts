import { describe, expect, test } from 'vitest';
import { configInForce } from '../../src/judge/config-in-force.js';
import type { LoadConfig, StepAction } from '../../src/record/timeline.js';
import { caseOf, on, track } from './fixture.js';

const asking: LoadConfig = { preConsent: { storage: 'none', delivery: 'buffer' } };
const load: StepAction = { kind: 'load', config: asking };
const consent: StepAction = { kind: 'consent' };

/** The configuration at the last of the steps, which is a call of tab1. */
function atTheEnd(...steps: Parameters<typeof caseOf>[0]): LoadConfig {
  const { timeline } = caseOf([...steps, track('last')]);
  return configInForce(timeline, { step: steps.length, device: 'device1', client: 'tab1' });
}

describe('the configuration in force', () => {
  test('is that of the load, and stays over a reload', () => {
    expect(atTheEnd(load)).toEqual(asking);
    expect(atTheEnd(load, { kind: 'reload' })).toEqual(asking);
    expect(atTheEnd(load, { kind: 'navigate', url: 'https://shop.example/cart' })).toEqual(asking);
  });

  test('is the last one that a step had', () => {
    expect(atTheEnd(load, { kind: 'reload', config: {} }, { kind: 'restart' })).toEqual({});
  });

  test('is the first of two loads of one page, and that of the page after', () => {
    const other: StepAction = { kind: 'load', config: {} };
    expect(atTheEnd(load, other)).toEqual(asking);
    expect(atTheEnd(load, { kind: 'close' }, other)).toEqual({});
    expect(atTheEnd(load, on('tab2', { kind: 'restart' }), other)).toEqual({});
    expect(atTheEnd(load, on('tab2', { kind: 'close' }), other)).toEqual(asking);
    expect(atTheEnd(load, on('tab2', { kind: 'reload' }), other)).toEqual(asking);
  });

  test('asks no more from consent on, in the tab that consents at once, and in others from their next load on', () => {
    expect(atTheEnd(load, consent)).toEqual({});
    expect(atTheEnd(load, consent, { kind: 'reload' })).toEqual({});
    expect(atTheEnd(load, on('tab2', consent))).toEqual(asking);
    expect(atTheEnd(load, on('tab2', consent), { kind: 'reload' })).toEqual({});
    expect(atTheEnd(on('tab2', consent), load)).toEqual({});
    expect(atTheEnd(load, on('tab1', consent, 'device2'))).toEqual(asking);
  });
});
