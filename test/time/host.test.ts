import { expect, test } from 'vitest';
import {
  hostMonotonicMs,
  hostSleep,
  hostToday,
  hostTurn,
  startWatchdog,
  watchMemory,
  whenIdle,
} from '../../src/time/host.js';

const expiryOf = (limitMs: number): Promise<void> => new Promise((resolve) => void startWatchdog(limitMs, resolve));

test('monotonic time is in milliseconds and passes while one waits', async () => {
  const beforeMs = hostMonotonicMs();
  await expiryOf(5);
  const passedMs = hostMonotonicMs() - beforeMs;
  // Timers count whole milliseconds, so one may seem up to a millisecond early.
  expect(passedMs).toBeGreaterThanOrEqual(4);
  expect(passedMs).toBeLessThan(60_000);
});

test('sleeping lets real time pass', async () => {
  const beforeMs = hostMonotonicMs();
  await hostSleep(5);
  expect(hostMonotonicMs() - beforeMs).toBeGreaterThanOrEqual(4);
});

test('today is a day of the calendar, at most a day from the one that the process began on', () => {
  const today = hostToday();
  expect(today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(new Date(today).toISOString().slice(0, 10)).toBe(today);
  const nowMs = performance.timeOrigin + hostMonotonicMs();
  expect(Math.abs(new Date(today).getTime() + 43_200_000 - nowMs)).toBeLessThanOrEqual(86_400_000);
});

test('a watchdog expires once', async () => {
  let expiries = 0;
  startWatchdog(1, () => {
    expiries += 1;
  });
  await expiryOf(10);
  expect(expiries).toBe(1);
});

test('a cancelled watchdog does not expire', async () => {
  let expired = false;
  const watchdog = startWatchdog(1, () => {
    expired = true;
  });
  watchdog.cancel();
  await expiryOf(10);
  expect(expired).toBe(false);
});

test('a watchdog does not keep the process alive', () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const watchdog = startWatchdog(60_000, () => {});
  expect(timers()).toBe(before);
  watchdog.cancel();
});

test('a turn lets promise reactions run, however long their chain is', async () => {
  let rounds = 0;
  const go = async (): Promise<void> => {
    for (; rounds < 1_000; rounds++) await undefined;
  };
  void go();
  await hostTurn();
  expect(rounds).toBe(1_000);
});

test('memory that grows beyond the limit is told once, unless nobody watches any more', async () => {
  const excesses: string[] = [];
  const cancelled = watchMemory(16, () => excesses.push('cancelled'));
  cancelled.cancel();
  watchMemory(100_000, () => excesses.push('far below'));
  const held: Uint8Array[] = [];
  await new Promise<void>((resolve) => {
    watchMemory(16, () => {
      excesses.push('beyond');
      resolve();
    });
    // Again and again, for the process may give back at the same time what other tests had.
    const grow = (): void => {
      if (excesses.length > 0) return;
      held.push(new Uint8Array(16 * 1_048_576).fill(1));
      whenIdle(grow);
    };
    grow();
  });
  await expiryOf(200);
  expect(held.length).toBeGreaterThan(0);
  expect(excesses).toEqual(['beyond']);
});

test('idle is when all promise reactions have run', async () => {
  const order: string[] = [];
  const idle = new Promise<void>((resolve) =>
    whenIdle(() => {
      order.push('idle');
      resolve();
    }),
  );
  let reactions = Promise.resolve();
  for (let round = 0; round < 1_000; round++) reactions = reactions.then(() => {});
  void reactions.then(() => order.push('reactions'));
  await idle;
  expect(order).toEqual(['reactions', 'idle']);
});
