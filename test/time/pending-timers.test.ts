import { createClock } from '@sinonjs/fake-timers';
import { describe, expect, test } from 'vitest';
import { PendingTimers } from '../../src/time/pending-timers.js';

const startMs = 1_772_442_000_000;

/** What the library keeps to itself; a new version of it may keep it elsewhere. */
function setUp() {
  const clock = createClock(startMs, Number.MAX_SAFE_INTEGER);
  const diary: string[] = [];
  const write = (text: string) => () => void diary.push(`${text} at ${clock.now - startMs}`);
  return { clock, pending: new PendingTimers(clock), diary, write };
}

describe('the timers of a clock', () => {
  test('without any, nothing is ever due', () => {
    const { pending } = setUp();
    expect(pending.nextDueMs()).toBe(Number.POSITIVE_INFINITY);
    expect(pending.all()).toEqual([]);
  });

  test('are seen with what they were asked for, and the next one is known', () => {
    const { clock, pending, write } = setUp();
    clock.setTimeout(write('once'), 500);
    clock.setInterval(write('often'), 200);
    expect(pending.nextDueMs()).toBe(startMs + 200);
    const seen = [...pending.all()].sort((one, other) => one.order - other.order);
    expect(seen).toMatchObject([
      { type: 'Timeout', delay: 500, callAt: startMs + 500 },
      { type: 'Interval', interval: 200, callAt: startMs + 200 },
    ]);
  });

  test('are counted', () => {
    const { clock, pending, write } = setUp();
    expect(pending.count).toBe(0);
    clock.setTimeout(write('once'), 500);
    clock.setInterval(write('often'), 200);
    expect(pending.count).toBe(2);
  });

  test('are late when they were carried, or by the word of somebody, until they are asked for anew', () => {
    const { clock, pending, write } = setUp();
    clock.setTimeout(write('stays'), 20_000);
    clock.setInterval(write('beat'), 1_000);
    const late = () => pending.all().map((timer) => pending.isLate(timer));
    expect(late()).toEqual([false, false]);
    pending.carry(
      pending.all().filter(({ type }) => type === 'Interval'),
      5_000,
    );
    const isLate = () => pending.all().map((timer) => [timer.type, pending.isLate(timer)]);
    expect(Object.fromEntries(isLate())).toEqual({ Timeout: false, Interval: true });
    clock.tick(1_000);
    expect(Object.fromEntries(isLate())).toEqual({ Timeout: false, Interval: false });
    pending.noteLateness();
    clock.setInterval(write('new'), 7_777);
    expect(late()).toEqual(pending.all().map(({ interval }) => interval !== 7_777));
  });

  test('that were fired or cleared are gone', () => {
    const { clock, pending, write } = setUp();
    clock.setTimeout(write('fired'), 100);
    clock.clearTimeout(clock.setTimeout(write('cleared'), 200));
    clock.tick(100);
    expect(pending.all()).toEqual([]);
  });
});

describe('carrying some along', () => {
  test('they keep what they had left and their order, and the others are fired', () => {
    const { clock, pending, diary, write } = setUp();
    clock.setTimeout(write('first of two'), 100);
    clock.setTimeout(write('second of two'), 100);
    clock.setInterval(write('beat'), 300);
    clock.setTimeout(write('left behind'), 5_000);
    pending.carry(
      pending.all().filter(({ delay }) => delay !== 5_000),
      10_000,
    );
    expect(diary).toEqual(['left behind at 5000']);
    expect(clock.now).toBe(startMs + 10_000);
    clock.tick(600);
    expect(diary.slice(1)).toEqual([
      'first of two at 10100',
      'second of two at 10100',
      'beat at 10300',
      'beat at 10600',
    ]);
  });

  test('one that is due this very instant is not fired either', () => {
    const { clock, pending, diary, write } = setUp();
    clock.setTimeout(write('due'), 0);
    pending.carry(pending.all(), 1_000);
    expect(diary).toEqual([]);
    clock.next();
    expect(diary).toEqual(['due at 1000']);
  });

  test('a carried timer can be cleared', () => {
    const { clock, pending, diary, write } = setUp();
    const timer = clock.setTimeout(write('cleared'), 100);
    pending.carry(pending.all(), 1_000);
    clock.clearTimeout(timer);
    clock.tick(10_000);
    expect(diary).toEqual([]);
  });
});
