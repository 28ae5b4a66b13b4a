import { expect, test } from 'vitest';
import { endedSessionRemembered } from '../../../src/engine/quirks/ended-session-remembered.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { endSession, load, startSession, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const background: StepAction = { kind: 'background' };
const foreground: StepAction = { kind: 'foreground' };
const restart: StepAction = { kind: 'restart' };

test('an absence begins a session after endSession', () => {
  const steps = [load({}), track, endSession, track, background, wait(360_000), foreground, track];
  expect(withAndWithout(endedSessionRemembered, 'rudderstack-flutter', steps)).toEqual({
    without: '0* none none',
    with: '0* none 360*',
  });
});

test('a launch within the timeout goes on with a session that has no id', () => {
  const steps = [load({}), track, endSession, wait(1_000), restart, track];
  expect(withAndWithout(endedSessionRemembered, 'rudderstack-flutter', steps)).toEqual({
    without: '0* 1*',
    with: '0* none',
  });
});

test('a launch beyond the timeout begins one', () => {
  const steps = [load({}), track, endSession, wait(301_000), restart, track];
  expect(withAndWithout(endedSessionRemembered, 'rudderstack-flutter', steps)).toEqual({
    without: '0* 301*',
    with: '0* 301*',
  });
});

test('events without a session keep what is remembered alive', () => {
  const steps = [load({}), track, endSession, wait(240_000), track, wait(240_000), restart, track];
  expect(withAndWithout(endedSessionRemembered, 'rudderstack-flutter', steps)).toEqual({
    without: '0* none 480*',
    with: '0* none none',
  });
});

test('an application that has started a session itself is not concerned', () => {
  const steps = [load({}), wait(1_000), startSession, track, endSession, wait(1_000), restart, track];
  expect(withAndWithout(endedSessionRemembered, 'rudderstack-flutter', steps)).toEqual({
    without: '1* 2*',
    with: '1* 2*',
  });
});
