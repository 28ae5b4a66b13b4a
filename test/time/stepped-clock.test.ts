import { createClock, type Clock as FakeTimersClock } from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drainMicrotasks, SteppedClock, TimerLoopError } from '../../src/time/stepped-clock.js';

const startMs = 1_772_442_000_000;

/** A clock of its own, never installed, so that no global of the process is touched; with a diary of what fired. */
function setUp(): { fake: FakeTimersClock; clock: SteppedClock; diary: string[]; write: (text: string) => () => void } {
  const fake = createClock(startMs, Number.MAX_SAFE_INTEGER);
  const diary: string[] = [];
  const write = (text: string) => () => void diary.push(`${text} at ${fake.now - startMs}`);
  return { fake, clock: new SteppedClock(fake), diary, write };
}

describe('tick', () => {
  test('timers fire in the order of their due times, those of one instant in the order of their calls', async () => {
    const { fake, clock, diary, write } = setUp();
    fake.setTimeout(write('late'), 300);
    fake.setTimeout(write('first of two'), 200);
    fake.setTimeout(write('second of two'), 200);
    fake.setTimeout(write('early'), 100);
    await clock.tick(1_000);
    expect(diary).toEqual(['early at 100', 'first of two at 200', 'second of two at 200', 'late at 300']);
    expect(clock.timersFired).toBe(4);
  });

  test('a timer that is due at the end of the move fires in it, and one a millisecond later does not', async () => {
    const { fake, clock, diary, write } = setUp();
    fake.setTimeout(write('due'), 500);
    fake.setTimeout(write('not yet'), 501);
    await clock.tick(500);
    expect(diary).toEqual(['due at 500']);
    await clock.tick(1);
    expect(diary).toEqual(['due at 500', 'not yet at 501']);
  });

  test('a timer that fires reads the time at which it is due, by every clock', async () => {
    const { fake, clock } = setUp();
    const seen: unknown[] = [];
    fake.setTimeout(() => seen.push(clock.read()), 500);
    await clock.sleep(2_000);
    await clock.tick(1_000);
    expect(seen).toEqual([{ elapsedMs: 2_500, wallMs: startMs + 2_500, monotonicMs: 500 }]);
    expect(clock.read()).toEqual({ elapsedMs: 3_000, wallMs: startMs + 3_000, monotonicMs: 1_000 });
  });

  test('timers of timers fire in the same move', async () => {
    const { fake, clock, diary, write } = setUp();
    fake.setTimeout(() => {
      fake.setTimeout(write('inner'), 50);
    }, 100);
    await clock.tick(150);
    expect(diary).toEqual(['inner at 150']);
  });

  test('an interval fires as often as it fits, and not after it was cleared', async () => {
    const { fake, clock, diary, write } = setUp();
    const interval = fake.setInterval(write('beat'), 1_000);
    await clock.tick(3_500);
    expect(diary).toEqual(['beat at 1000', 'beat at 2000', 'beat at 3000']);
    fake.clearInterval(interval);
    await clock.tick(10_000);
    expect(diary).toHaveLength(3);
  });

  test('promise reactions run between two timers, even of one instant, and as deep as an SDK chains them', async () => {
    const { fake, clock, diary, write } = setUp();
    fake.setTimeout(async () => {
      for (let depth = 0; depth < 12; depth++) await undefined;
      write('reaction')();
    }, 100);
    fake.setTimeout(write('next timer'), 100);
    await clock.tick(100);
    expect(diary).toEqual(['reaction at 100', 'next timer at 100']);
  });

  test('a timer that a promise reaction schedules counts from the instant of the reaction', async () => {
    const { fake, clock, diary, write } = setUp();
    fake.setTimeout(() => {
      Promise.resolve().then(() => fake.setTimeout(write('after the reaction'), 30));
    }, 100);
    await clock.tick(1_000);
    expect(diary).toEqual(['after the reaction at 130']);
  });

  test('a page that resolves promises for ever does not hold the clock', async () => {
    const { fake, clock } = setUp();
    let rounds = 0;
    let stopped = false;
    fake.setTimeout(async () => {
      for (; !stopped; rounds++) await undefined;
    }, 100);
    await clock.tick(200);
    stopped = true;
    expect(clock.read().elapsedMs).toBe(200);
    expect(rounds).toBeGreaterThan(0);
  });

  test('whatever timers there are, the time that has passed is exact', async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 0, maxLength: 12, size: 'max' });
    const ticks = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 6, size: 'max' });
    await fc.assert(
      fc.asyncProperty(delays, ticks, async (delaysMs, ticksMs) => {
        const { fake, clock } = setUp();
        const firedAtMs: number[] = [];
        for (const delayMs of delaysMs) fake.setTimeout(() => void firedAtMs.push(fake.now - startMs), delayMs);
        let passedMs = 0;
        for (const tickMs of ticksMs) {
          await clock.tick(tickMs);
          passedMs += tickMs;
          expect(clock.read()).toEqual({ elapsedMs: passedMs, wallMs: startMs + passedMs, monotonicMs: passedMs });
        }
        const due = delaysMs.filter((delayMs) => delayMs <= passedMs).sort((left, right) => left - right);
        expect(firedAtMs).toEqual(due);
        expect(clock.timersFired).toBe(due.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a page that loops', () => {
  test('timers without delay, scheduled for ever within one instant, end in an error that says so', async () => {
    const { fake, clock } = setUp();
    const again = async (): Promise<void> => {
      await undefined;
      fake.setTimeout(again, 0);
    };
    fake.setTimeout(again, 40);
    const failure = clock.tick(2_000);
    await expect(failure).rejects.toBeInstanceOf(TimerLoopError);
    await expect(failure).rejects.toMatchObject({
      name: 'TimerLoopError',
      message: 'the SDK fired 100200 timers within 40 virtual milliseconds of one wait: it schedules timers in a loop',
    });
    expect(clock.read().elapsedMs).toBe(40);
  });

  test('a busy page that fires a hundred timers a second for an hour is no loop', async () => {
    const { fake, clock } = setUp();
    let beats = 0;
    fake.setInterval(() => {
      beats += 1;
    }, 10);
    await clock.tick(3_600_000);
    expect(beats).toBe(360_000);
  });
});

describe('sleep', () => {
  test('freezes timers, which keep the time that they had left', async () => {
    const { fake, clock, diary, write } = setUp();
    fake.setTimeout(write('timer'), 1_000);
    await clock.tick(400);
    await clock.sleep(86_400_000);
    expect(diary).toEqual([]);
    await clock.tick(599);
    expect(diary).toEqual([]);
    await clock.tick(1);
    expect(diary).toEqual([`timer at ${86_400_000 + 1_000}`]);
  });

  test('passes for the wall clock; the monotonic clock and the page’s own stand still', async () => {
    const { fake, clock } = setUp();
    await clock.tick(250);
    await clock.sleep(10_000);
    expect(clock.read()).toEqual({ elapsedMs: 10_250, wallMs: startMs + 10_250, monotonicMs: 250 });
    await clock.tick(50);
    expect(clock.read()).toEqual({ elapsedMs: 10_300, wallMs: startMs + 10_300, monotonicMs: 300 });
    expect(fake.performance.now()).toBe(300);
  });
});

describe('set', () => {
  test.each([3_600_000, -3_600_000])('by %d ms fires nothing and delays nothing', async (byMs) => {
    const { fake, clock, diary, write } = setUp();
    fake.setTimeout(write('timer'), 1_000);
    await clock.tick(400);
    await clock.set(byMs);
    expect(diary).toEqual([]);
    expect(clock.read()).toEqual({ elapsedMs: 400, wallMs: startMs + 400 + byMs, monotonicMs: 400 });
    expect(fake.performance.now()).toBe(400);
    await clock.tick(600);
    expect(diary).toEqual([`timer at ${1_000 + byMs}`]);
    expect(clock.read()).toEqual({ elapsedMs: 1_000, wallMs: startMs + 1_000 + byMs, monotonicMs: 1_000 });
  });
});

test('draining runs what is resolved and moves no time', async () => {
  const { clock } = setUp();
  const seen: string[] = [];
  Promise.resolve()
    .then(() => seen.push('one'))
    .then(() => seen.push('two'));
  expect(seen).toEqual([]);
  await drainMicrotasks();
  expect(seen).toEqual(['one', 'two']);
  expect(clock.read().elapsedMs).toBe(0);
});
