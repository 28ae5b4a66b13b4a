import { expect, test } from 'vitest';
import type { Platform } from '../../src/record/trace.js';
import { capabilityTimeline, idleTimeline } from '../../src/suite/capability-timelines.js';
import { whyNotPlayable } from '../../src/suite/playable.js';
import { allCapabilities } from '../../src/target/index.js';
import { neededCapabilities } from '../../src/target/process/needed-capabilities.js';

test.each<Platform>(['web', 'mobile'])('each capability is asked for by its own timeline on %s', (platform) => {
  for (const capability of allCapabilities) {
    const timeline = capabilityTimeline(capability, platform);
    const needed = [...neededCapabilities(timeline)];
    // An address is told to whoever listens for it, and asks for nothing.
    if (capability !== 'open') expect(needed, capability).toContain(capability);
    const others = needed.filter((each) => each !== capability && each !== 'load' && each !== 'track');
    // What has a part of a step has the step as well, and what comes back has gone before.
    expect(others.length, `${capability}: ${others}`).toBeLessThanOrEqual(1);
  }
});

test('what only pages have cannot be played on a phone, nor the other way round', () => {
  const impossible = (platform: Platform) =>
    allCapabilities.filter((each) => whyNotPlayable(capabilityTimeline(each, platform), platform) !== undefined);
  expect(impossible('web')).toEqual(['screen', 'load.lifecycleEvents']);
  expect(impossible('mobile')).toEqual(expect.arrayContaining(['page', 'reload', 'navigate', 'event.category']));
  for (const capability of ['load', 'track', 'screen', 'background', 'restart', 'devices', 'network'] as const) {
    expect(impossible('mobile')).not.toContain(capability);
  }
});

test('while time passes alone, nothing is asked of the SDK', () => {
  expect([...neededCapabilities(idleTimeline)]).toEqual([]);
});
