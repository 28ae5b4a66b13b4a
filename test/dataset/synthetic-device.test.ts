import { expect, test } from 'vitest';
import { type CohortPlan, planPopulation } from '../../src/dataset/cohort-plan.js';
import { populationFile } from '../../src/dataset/population-files.js';
import { readPopulation } from '../../src/dataset/read-population.js';
import { SyntheticDevice } from '../../src/dataset/synthetic-device.js';

const hourMs = 3_600_000;

function deviceOf(population: string): SyntheticDevice {
  const plan: CohortPlan = planPopulation(readPopulation(populationFile(population)), 1).cohorts.pick(0);
  const traits = {
    id: 'd0000001-1',
    anonymousPrefix: 'a-',
    kind: 'phone',
    skewMs: 1_000,
    latencyMs: 20,
    isFaulty: false,
    isShared: false,
    dirtBits: 0,
  };
  return new SyntheticDevice(traits, plan);
}

test('an application that is still in memory comes to the foreground, and later it is launched again', () => {
  const device = deviceOf('game');
  expect(() => device.tracker).toThrow('the device has no client yet');
  device.beginVisit(0);
  const launched = device.tracker;
  device.endVisit(hourMs);
  device.beginVisit(2 * hourMs);
  expect(device.tracker).toBe(launched);
  device.endVisit(3 * hourMs);
  device.beginVisit(9 * hourMs);
  expect(device.tracker).not.toBe(launched);
});

test('on the web each visit, each page, each tab and each crash loads the SDK', () => {
  const device = deviceOf('content');
  const trackers = new Set<unknown>();
  const seen = (): number => trackers.add(device.tracker).size;
  device.beginVisit(0);
  expect(seen()).toBe(1);
  device.navigate(1);
  expect(seen()).toBe(2);
  device.openTab(2);
  expect([seen(), device.tab]).toEqual([3, 2]);
  device.crash(3);
  expect([seen(), device.tab]).toEqual([4, 1]);
});

test('a session goes on over pages and crashes, and its clock is that of the device', () => {
  const device = deviceOf('content');
  device.beginVisit(100_000);
  const first = device.tracker.stamp('page', device.timeMs(100_000));
  expect(first).toEqual({ sessionId: 101_000, sessionStart: true });
  device.navigate(200_000);
  device.crash(300_000);
  expect(device.tracker.stamp('page', device.timeMs(300_000))).toEqual({ sessionId: 101_000 });
  device.jumpedMs = 2 * hourMs;
  expect(device.wallMs(400_000)).toBe(401_000 + 2 * hourMs);
  expect(device.tracker.stamp('page', device.timeMs(400_000))).toMatchObject({ sessionStart: true });
});

test('another visitor has another anonymous id', () => {
  const device = deviceOf('content');
  device.beginVisit(0);
  expect(device.anonymousId).toBe('a-000000000001');
  device.tracker.reset(true, 1);
  expect(device.anonymousId).toBe('a-000000000002');
});
