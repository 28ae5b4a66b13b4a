import { describe, expect, test } from 'vitest';
import { chanceToSend, hasTimeToSend } from '../../src/judge/time-to-send.js';
import type { Step, StepAction } from '../../src/record/timeline.js';
import { caseOf, load, on, track, wait } from './fixture.js';

const loadAsking: StepAction = {
  kind: 'load',
  config: { preConsent: { storage: 'session', delivery: 'buffer' } },
};
const consent: StepAction = { kind: 'consent' };
const freeze: StepAction = { kind: 'freeze' };
const thaw: StepAction = { kind: 'thaw' };
const close: StepAction = { kind: 'close' };

function hasTime(first: StepAction, ...after: readonly (StepAction | Step)[]): boolean {
  const { timeline } = caseOf([first, track('one'), ...after]);
  return hasTimeToSend(timeline, { step: 1, device: 'device1', client: 'tab1' });
}

describe('a page has time to send', () => {
  test('until the end of the timeline, or when time passes before it is left', () => {
    expect(hasTime(load)).toBe(true);
    expect(hasTime(load, wait(1), close)).toBe(true);
    expect(hasTime(load, close, wait(1))).toBe(false);
  });

  test.each<StepAction>([
    close,
    { kind: 'reload' },
    { kind: 'navigate', url: 'https://shop.example/cart' },
    { kind: 'restart' },
    { kind: 'crash' },
  ])('but not after $kind', (leaving) => {
    expect(hasTime(load, leaving)).toBe(false);
    expect(hasTime(load, on('tab1', leaving, 'device2'))).toBe(true);
    expect(hasTime(load, on('tab2', leaving))).toBe(!['restart', 'crash'].includes(leaving.kind));
  });

  test('unless it is frozen meanwhile', () => {
    expect(hasTime(load, freeze, wait(1), close)).toBe(false);
    expect(hasTime(load, freeze, wait(1))).toBe(false);
    expect(hasTime(load, on('tab2', freeze), wait(1), close)).toBe(true);
    expect(hasTime(load, freeze, wait(1), thaw)).toBe(true);
    expect(hasTime(load, freeze, wait(1), thaw, wait(1), close)).toBe(true);
  });

  test('what has to wait for consent only from then on', () => {
    expect(hasTime(loadAsking, wait(1))).toBe(false);
    expect(hasTime(loadAsking, wait(1), consent)).toBe(true);
    expect(hasTime(loadAsking, wait(1), consent, close)).toBe(false);
    expect(hasTime(loadAsking, wait(1), consent, wait(1), close)).toBe(true);
    expect(hasTime(loadAsking, on('tab2', consent), wait(1))).toBe(false);
  });
});

test('a page that is left while a message waits for consent could do nothing about it', () => {
  const chance = (first: StepAction, ...after: readonly StepAction[]) =>
    chanceToSend(caseOf([first, track('one'), ...after]).timeline, { step: 1, device: 'device1', client: 'tab1' });
  expect(chance(loadAsking, wait(1), close)).toBe('nothing');
  expect(chance(loadAsking, wait(1))).toBe('nothing');
  expect(chance(loadAsking, consent, close)).toBe('a-moment');
  expect(chance(loadAsking, consent, freeze)).toBe('a-moment');
  expect(chance(load, close)).toBe('a-moment');
  expect(chance(loadAsking, consent)).toBe('time');
});
