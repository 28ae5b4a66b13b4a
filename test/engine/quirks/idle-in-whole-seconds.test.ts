import { expect, test } from 'vitest';
import { idleInWholeSeconds } from '../../../src/engine/quirks/idle-in-whole-seconds.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const background: StepAction = { kind: 'background' };
const foreground: StepAction = { kind: 'foreground' };

test('a pause may be almost a second longer than the timeout', () => {
  const steps = [load({}), track, background, wait(300_999), foreground, track];
  expect(withAndWithout(idleInWholeSeconds, 'rudderstack-ios', steps)).toEqual({ without: '0* 300*', with: '0* 0' });
});

test('and no longer', () => {
  const steps = [load({}), track, background, wait(301_000), foreground, track];
  expect(withAndWithout(idleInWholeSeconds, 'rudderstack-ios', steps)).toEqual({ without: '0* 301*', with: '0* 301*' });
});

test('a timeout of one second and a half may be over after one and a millisecond', () => {
  const steps = [load({ sessions: { timeout: 1_500 } }), wait(999), track, background, wait(1_001), foreground, track];
  expect(withAndWithout(idleInWholeSeconds, 'rudderstack-ios', steps)).toEqual({ without: '0* 0', with: '0* 2*' });
});
