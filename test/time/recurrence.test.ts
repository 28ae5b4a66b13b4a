import { createClock } from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PendingTimers } from '../../src/time/pending-timers.js';
import { Recurrence, type World } from '../../src/time/recurrence.js';
import { between, minuteMs, type Part, part, play, startMs, TimerPage } from './timer-page.js';

describe('fast-forward', () => {
  test('shows the same as firing every timer, whatever the timers are', async () => {
    let fewer = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 20 * minuteMs }), { minLength: 1, maxLength: 3 }),
        fc.array(between, { minLength: 3, maxLength: 3 }),
        async (parts, waitsMs, betweens) => {
          const full = await play(parts, waitsMs, false, betweens);
          const fast = await play(parts, waitsMs, true, betweens);
          expect(fast.seen).toEqual(full.seen);
          if (fast.steps < full.steps) fewer += 1;
        },
      ),
      { numRuns: process.env.LAPSE_FULL === '1' ? 500 : 40, seed: 1 },
    );
    // The law would hold as well if nothing were ever skipped.
    expect(fewer).toBeGreaterThan(20);
  });

  test('skips nearly everything of a day on which an interval and a chain of timeouts go round', async () => {
    const parts: Part[] = [
      { kind: 'heartbeat', everyMs: 1_000, afterMs: 0 },
      { kind: 'chain', everyMs: 3_000, afterMs: 0 },
    ];
    const { steps, seen } = await play(parts, [24 * 60 * minuteMs], true);
    expect(steps).toBeLessThan(50);
    expect(seen.diary).toEqual(['waited until 86400000, 115200 timers']);
  });

  test('a timer far ahead fires when it is due, in the right company', async () => {
    const parts: Part[] = [
      { kind: 'heartbeat', everyMs: 1_000, afterMs: 0 },
      { kind: 'alarm', everyMs: 20 * minuteMs, afterMs: 0 },
    ];
    const { steps, seen } = await play(parts, [60 * minuteMs], true);
    expect(steps).toBeLessThan(200);
    // The heartbeat of that instant was scheduled later than the alarm, so that the alarm fires first.
    expect(seen.diary[0]).toBe(`alarm 1 at 1200000, ${startMs + 20 * minuteMs - 1_000}`);
  });

  test('a timer that is put off again and again goes round, beyond one that waits', async () => {
    const run = async (fastForward: boolean) => {
      const page = new TimerPage(fastForward);
      page.add({ kind: 'alarm', everyMs: 20 * minuteMs, afterMs: 0 }, 0);
      const giveUp = page.named('give up', () => page.diary.push('gave up'));
      let timeout = page.clock.setTimeout(giveUp, 40 * minuteMs);
      page.clock.setInterval(
        page.named('put off', () => {
          page.clock.clearTimeout(timeout);
          timeout = page.clock.setTimeout(giveUp, 40 * minuteMs);
        }),
        1_000,
      );
      await page.stepped.tick(60 * minuteMs);
      return page;
    };
    const [fast, full] = [await run(true), await run(false)];
    expect(fast.diary).toEqual(full.diary);
    expect(fast.stepped.read()).toEqual(full.stepped.read());
    expect(fast.steps).toBeLessThan(200);
  });

  test('a page that never does the same twice is stepped through', async () => {
    const run = async (fastForward: boolean) => {
      const page = new TimerPage(fastForward);
      let delayMs = 500;
      const slower = (): void => {
        delayMs += 1;
        page.clock.setTimeout(page.named('slower', slower), delayMs);
      };
      slower();
      await page.stepped.tick(30 * minuteMs);
      return page.steps;
    };
    expect(await run(true)).toBe(await run(false));
  });

  test('what is stored as recent is not left standing by a skip', async () => {
    // An interval that gives up on a neighbour who was last alive 40 seconds ago: neither a timer nor a stored instant says so.
    const run = async (fastForward: boolean) => {
      const page = new TimerPage(fastForward);
      page.times.set('neighbour', startMs);
      page.clock.setInterval(
        page.named('watch', () => {
          if (page.clock.now - (page.times.get('neighbour') ?? page.clock.now) < 40_000) return;
          page.times.delete('neighbour');
          page.diary.push(`gave up at ${page.clock.now - startMs}`);
        }),
        1_000,
      );
      await page.stepped.tick(10 * minuteMs);
      return page.diary;
    };
    expect(await run(true)).toEqual(['gave up at 40000']);
    expect(await run(true)).toEqual(await run(false));
  });

  test('lines that are the same in every round are said again, and those that are not are waited for', async () => {
    const talk: Part[] = [
      { kind: 'talker', everyMs: 1_000, afterMs: 0 },
      { kind: 'chain', everyMs: 3_000, afterMs: 0 },
    ];
    const { steps, seen } = await play(talk, [60 * minuteMs], true);
    expect(steps).toBeLessThan(50);
    expect(seen.log).toEqual((await play(talk, [60 * minuteMs], false)).seen.log);
    const count: Part[] = [{ kind: 'counter', everyMs: 1_000, afterMs: 0 }];
    expect((await play(count, [10 * minuteMs], true)).steps).toBe(600);
  });

  test('a round is skipped once, and found again behind what stood in its way', async () => {
    const parts: Part[] = [
      { kind: 'heartbeat', everyMs: 1_000, afterMs: 0 },
      { kind: 'chain', everyMs: 60_000, afterMs: 0 },
    ];
    // The longer round of a minute is found though the shorter one of a second was skipped within it.
    const { steps, seen } = await play(parts, [24 * 60 * minuteMs], true);
    expect(steps).toBeLessThan(50);
    expect(seen).toEqual((await play(parts, [24 * 60 * minuteMs], false)).seen);
  });

  test('timers that are late are not taken for those that are not', async () => {
    const parts: Part[] = [
      { kind: 'late-looker', everyMs: 3_000, afterMs: 0 },
      { kind: 'interval', everyMs: 1_500, afterMs: 0 },
    ];
    for (const late of ['sleep', 'set'] as const) {
      const waitsMs = [7_000, 1, 60_000];
      const { seen } = await play(parts, waitsMs, true, ['nothing', 'refuse', late]);
      expect(seen.diary[2]).toMatch(/^refused/);
      expect(seen).toEqual((await play(parts, waitsMs, false, ['nothing', 'refuse', late])).seen);
    }
  });

  test('a loop of timers is found whether or not its rounds are skipped', async () => {
    const run = (fastForward: boolean) => {
      const page = new TimerPage(fastForward);
      page.clock.setInterval(
        page.named('busy', () => {}),
        1,
      );
      return page.stepped.tick(60 * minuteMs);
    };
    const failure = await run(false).catch((error: Error) => error.message);
    expect(failure).toMatch(/^the SDK fired 460000 timers within 460000 virtual milliseconds of one wait/);
    await expect(run(true)).rejects.toThrow(String(failure));
  });
});

/** A page of which nothing is to be seen. */
const silent = {
  describeCallback: () => 'the same',
  moveTimes: () => {},
  saidAgain: () => false,
  sayAgain: () => {},
};

test('a world that shows another number of times than before has not come round', () => {
  const clock = createClock(startMs);
  clock.setInterval(() => {}, 1_000);
  let timesMs: number[] = [];
  const world: World = {
    ...silent,
    looksBackMs: 60_000,
    state: () => ({ rest: 'the same', timesMs, deadlinesMs: [], lines: 0 }),
  };
  const recurrence = new Recurrence(new PendingTimers(clock), world);
  const look = () => recurrence.look(clock.now, 0, startMs + 3_600_000);
  expect(look()).toBeUndefined();
  clock.tick(1_000);
  timesMs = [startMs - 3_600_000];
  expect(look()).toBeUndefined();
  clock.tick(1_000);
  expect(look()).toMatchObject({ lengthMs: 1_000 });
});

test('nobody looks at the pages when no round that begins now would be skipped, and not a moment too soon', () => {
  const looksFor = (waitMs: number) => {
    const clock = createClock(startMs);
    clock.setInterval(() => {}, 1_000);
    let looks = 0;
    const world: World = {
      ...silent,
      looksBackMs: 60_000,
      state: () => {
        looks += 1;
        return { rest: 'the same', timesMs: [], deadlinesMs: [], lines: 0 };
      },
    };
    const recurrence = new Recurrence(new PendingTimers(clock), world);
    const look = () => recurrence.look(clock.now, 0, startMs + waitMs);
    const before = look();
    clock.tick(1_000);
    return { before, round: look(), looks };
  };
  // A second for the round itself, one that is skipped, and the last.
  expect(looksFor(3_000)).toMatchObject({ before: undefined, round: { lengthMs: 1_000, times: 1 }, looks: 2 });
  expect(looksFor(2_999)).toEqual({ before: undefined, round: undefined, looks: 0 });
});

test('a stored time is stepped away from for as long as the SDK looks back, and no longer', () => {
  const stepsUntilRound = (looksBackMs: number) => {
    const clock = createClock(startMs);
    clock.setInterval(() => {}, 1_000);
    const world: World = {
      ...silent,
      looksBackMs,
      state: () => ({ rest: 'the same', timesMs: [startMs], deadlinesMs: [], lines: 0 }),
    };
    const recurrence = new Recurrence(new PendingTimers(clock), world);
    let steps = 0;
    while (recurrence.look(clock.now, steps, startMs + 10 * minuteMs) === undefined) {
      clock.tick(1_000);
      steps += 1;
    }
    return steps;
  };
  // The round that shows it lies behind that time as a whole.
  expect(stepsUntilRound(10_000)).toBe(12);
  expect(stepsUntilRound(60_000)).toBe(62);
});
