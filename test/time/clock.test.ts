import { expect, test } from 'vitest';
import { SimulatedClock } from '../../src/time/clock.js';

const startMs = 1_772_442_000_000;

test('a clock that has not moved shows where it started', () => {
  expect(new SimulatedClock(startMs).read()).toEqual({ elapsedMs: 0, wallMs: startMs, monotonicMs: 0 });
});

test('a tick moves all three readings', () => {
  const clock = new SimulatedClock(startMs);
  clock.tick(1_500);
  expect(clock.read()).toEqual({ elapsedMs: 1_500, wallMs: startMs + 1_500, monotonicMs: 1_500 });
});

test('a sleep passes for the wall clock, and not for the monotonic one', () => {
  const clock = new SimulatedClock(startMs);
  clock.sleep(3_600_000);
  expect(clock.read()).toEqual({ elapsedMs: 3_600_000, wallMs: startMs + 3_600_000, monotonicMs: 0 });
});

test.each([86_400_000, -86_400_000])('setting the wall clock by %d ms moves nothing else', (byMs) => {
  const clock = new SimulatedClock(startMs);
  clock.set(byMs);
  expect(clock.read()).toEqual({ elapsedMs: 0, wallMs: startMs + byMs, monotonicMs: 0 });
});

test('moves add up', () => {
  const clock = new SimulatedClock(startMs);
  clock.tick(10);
  clock.sleep(200);
  clock.set(-3_000);
  clock.tick(40_000);
  expect(clock.read()).toEqual({ elapsedMs: 40_210, wallMs: startMs + 37_210, monotonicMs: 40_010 });
});
